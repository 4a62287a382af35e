// Documents and comments must not cite what does not exist: paths, links and scripts named in *.md are looked up, and paths
// named in comments of the source.
import { existsSync, globSync } from 'node:fs'
import { posix } from 'node:path'
import type { SourceTree } from './source-tree.ts'

const known =
  /^(?:src|tests|docs|packs|migrations|bin)\/|^(?:README|ARCHITECTURE|CONTRIBUTING|GLOSSARY|SECURITY|CHANGELOG)\.md$|^\.ci\/|^(?:schema\.sql|openapi\.json|package\.json|vitest\.config\.ts|knip\.json)$/

/**
 * A path in a document that is a pattern or names a file still to be made: `packs/<name>/…`,
 * `migrations/00NN_…`.
 */
const placeholder = /[<>…$]|NN|\.\.\.|[A-Z]{4,}(?!\.md)/

const exists = (path: string) => (/[*{]/.test(path) ? globSync(path).length > 0 : existsSync(path))

/** A citation that only somebody with other papers could follow, such as a numbered principle or a ticket. */
const elsewhere = /\b(?:mission|issue|ticket) (?:[A-Z]?#?\d)/

/** Every path that a comment names exists, and nothing is cited that is not in the repository. */
export function commentsCiteWhatExists({ modules }: SourceTree): string[] {
  const found: string[] = []
  for (const { path, text } of modules.values()) {
    for (const [at, line] of text.split('\n').entries()) {
      if (!/^\s*(?:\/\/|\/?\*)/.test(line)) continue
      const cited =
        line.match(/(?<![\w./-])(?:src|tests|docs|packs|migrations|bin)\/[\w./*{},-]*\.[a-z]{2,4}\b/g) ?? []
      for (const one of cited) if (!exists(one)) found.push(`${path}:${at + 1}: ${one} does not exist`)
      const far = elsewhere.exec(line)?.[0]
      if (far !== undefined) found.push(`${path}:${at + 1}: “${far}” is not in the repository`)
    }
  }
  return found
}

/** Every path, relative link and npm script named in a document exists. */
export function documentsCiteWhatExists({ tree }: SourceTree): string[] {
  const scripts = Object.keys(
    (JSON.parse(tree.get('package.json') ?? '{}') as { scripts?: object }).scripts ?? {},
  )
  const found: string[] = []
  for (const [page, text] of tree) {
    if (!page.endsWith('.md') || page === 'CHANGELOG.md') continue
    for (const match of text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)) {
      const link = match[1] ?? ''
      if (/^[a-z]+:/.test(link)) continue
      if (!exists(posix.join(posix.dirname(page), link)))
        found.push(`${page}: the link ${link} leads nowhere`)
    }
    for (const match of text.matchAll(/`([^`\n]+)`/g)) {
      for (const word of (match[1] ?? '').split(/\s+/)) {
        const path = word
          .replace(/[,.;:]$/, '')
          .replace(/:\d+$/, '')
          .replace(/\/$/, '')
        if (known.test(word) && !placeholder.test(path) && !exists(path))
          found.push(`${page}: \`${path}\` does not exist`)
      }
      const script = /^npm run ([\w:-]+)/.exec(match[1] ?? '')?.[1]
      if (script !== undefined && !scripts.includes(script))
        found.push(`${page}: there is no script ${script}`)
    }
  }
  return found
}
