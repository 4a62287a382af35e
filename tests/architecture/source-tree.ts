// Parses the source tree once into what the architecture rules need: imports, string literals and names.
import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { parseSync } from 'vite'

/**
 * Path from the repository root to the file's text. A test passes in three files, the real run all of them.
 */
export type Tree = ReadonlyMap<string, string>

export type Import = {
  readonly to: string
  readonly line: number
  readonly lazy: boolean
  readonly typeOnly: boolean
}

/** A string or the fixed part of a template, where SQL and labels live. */
export type Literal = { readonly text: string; readonly line: number }

type Node = { readonly type: string; readonly start: number; readonly [key: string]: unknown }

export type Module = {
  readonly path: string
  readonly text: string
  /** `src/…` for a file of the repository, the bare specifier for a package. */
  readonly imports: readonly Import[]
  readonly literals: readonly Literal[]
  /** Every statement only re-exports what another file exports. */
  readonly barrel: boolean
  /** The syntax tree (ESTree). */
  readonly root: Node
  readonly visit: (see: (node: Node) => void) => void
  readonly lineOf: (offset: number) => number
}

export type SourceTree = { readonly tree: Tree; readonly modules: ReadonlyMap<string, Module> }

/** Tests, and what a capability declares for them: nothing of the program imports it. */
export const isTest = (path: string) =>
  /\.test\.tsx?$|^tests\/|^src\/[^/]+\/[^/]+\/authorization\.ts$/.test(path)

export function readTree(): Tree {
  const found = globSync([
    '*.{md,json,sql}',
    '*.config.ts',
    '{src,tests,docs,packs,migrations,bin}/**/*.{md,ts,tsx,sql,css,json}',
  ])
  const paths = found.map((path) => path.replaceAll('\\', '/')).sort()
  return new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]))
}

export function readSource(tree: Tree): SourceTree {
  const modules = new Map<string, Module>()
  for (const [path, text] of tree) {
    if (/\.tsx?$/.test(path) && !path.endsWith('.d.ts')) modules.set(path, read(path, text))
  }
  return { tree, modules }
}

function read(path: string, text: string): Module {
  const { program, module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const lineOf = (offset: number) => starts.findLastIndex((start) => start <= offset) + 1

  const imports: Import[] = []
  const add = (specifier: string, offset: number, lazy: boolean, typeOnly: boolean) => {
    const bare = specifier.replace(/\?.*$/, '')
    const to = bare.startsWith('.') ? posix.join(posix.dirname(path), bare) : bare
    imports.push({ to, line: lineOf(offset), lazy, typeOnly })
  }
  for (const one of module.staticImports) {
    add(
      one.moduleRequest.value,
      one.start,
      false,
      one.entries.length > 0 && one.entries.every((entry) => entry.isType),
    )
  }
  for (const one of module.staticExports) {
    const from = one.entries.find((entry) => entry.moduleRequest)?.moduleRequest
    if (from)
      add(
        from.value,
        one.start,
        false,
        one.entries.every((entry) => entry.isType),
      )
  }

  const visit = (see: (node: Node) => void) => walk(program as unknown as Node, see)
  const literals: Literal[] = []
  visit((node) => {
    const source = node['source'] as { type?: string; value?: unknown } | null | undefined
    if (node.type === 'Literal' && typeof node['value'] === 'string') {
      literals.push({ text: node['value'], line: lineOf(node.start) })
    }
    if (node.type === 'TemplateLiteral') {
      const quasis = node['quasis'] as { value: { cooked: string | null } }[]
      // A substitution in a template becomes `?`, so that the words on both sides of it stay apart.
      literals.push({
        text: quasis.map((quasi) => quasi.value.cooked ?? '').join(' ? '),
        line: lineOf(node.start),
      })
    }
    const isLazy = node.type === 'ImportExpression'
    if ((isLazy || node.type === 'TSImportType') && typeof source?.value === 'string') {
      add(source.value, node.start, isLazy, !isLazy)
    }
  })

  const statements = (program as unknown as { body: Node[] }).body
  const passesOn = (node: Node) =>
    node.type === 'ExportAllDeclaration' ||
    (node.type === 'ExportNamedDeclaration' && Boolean(node['source']))
  const barrel = statements.length > 0 && statements.every(passesOn)
  return { path, text, imports, literals, barrel, root: program as unknown as Node, visit, lineOf }
}

function walk(node: Node, see: (node: Node) => void): void {
  see(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && typeof child === 'object' && typeof (child as Node).type === 'string') {
        walk(child as Node, see)
      }
    }
  }
}
