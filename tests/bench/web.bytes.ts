// What a phone downloads to open each screen for the first time: gzipped bytes of scripts, messages and
// styles per route.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { globSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

type Chunk = { file: string; imports?: string[]; css?: string[]; name?: string }

/** The most a field screen may weigh in scripts, in bytes of gzip. */
const FIELD_LIMIT = 170_000

const out = await mkdtemp(join(tmpdir(), 'arraigo-bytes-'))
try {
  await build({ logLevel: 'silent', build: { outDir: out } })
  const manifest = JSON.parse(await readFile(join(out, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >
  const weights = new Map<string, number>()
  const weigh = (file: string) => {
    const known = weights.get(file) ?? gzipSync(readFileSync(join(out, file)), { level: 9 }).length
    weights.set(file, known)
    return known
  }
  const sum = (files: Set<string>) => [...files].reduce((total, file) => total + weigh(file), 0)

  /** The scripts and styles that these entry files import. */
  const closure = (sources: readonly string[]) => {
    const scripts = new Set<string>()
    const styles = new Set<string>()
    const visit = (key: string) => {
      const chunk = manifest[key]
      if (chunk === undefined) throw new Error(`The build has no ${key}.`)
      if (scripts.has(chunk.file)) return
      scripts.add(chunk.file)
      chunk.css?.forEach((file) => styles.add(file))
      chunk.imports?.forEach(visit)
    }
    sources.forEach(visit)
    return { scripts, styles }
  }

  const [words] = globSync(join(out, 'assets/es-*.json'))
  if (words === undefined) throw new Error('The build has no words.')
  const wordBytes = weigh(posix.relative(out, words))

  /**
   * Parsed from the text of the route tables: a route, the screen it loads, and whether it is for field work.
   */
  const routes = [...globSync('src/*/*/screens/routes.tsx'), 'src/entry/screens.tsx']
    .sort()
    .flatMap((table) => {
      const folder = posix.dirname(table.replaceAll('\\', '/'))
      const entries = readFileSync(table, 'utf8').matchAll(
        /path: '([^']+)'[^}]*?import\('([^']+)'\)((?:[^{}]|\{[^}]*\})*)\}/gu,
      )
      return [...entries].map(([, path = '', file = '', rest = '']) => ({
        path,
        source: posix.join(folder, file),
        field: /\bfield: true/u.test(rest),
      }))
    })

  let heaviest = 0
  for (const { path, source, field } of routes) {
    if (manifest[source] === undefined) continue
    const { scripts, styles } = closure(['index.html', 'src/entry/device.tsx', source])
    const script = sum(scripts)
    if (field) heaviest = Math.max(heaviest, script)
    console.log(
      JSON.stringify({
        bench: 'web.bytes',
        route: path,
        field,
        scriptBytes: script,
        wordBytes,
        styleBytes: sum(styles),
        ...(field && { limitBytes: FIELD_LIMIT, within: script <= FIELD_LIMIT }),
      }),
    )
  }
  console.log(
    JSON.stringify({
      bench: 'web.bytes',
      route: 'heaviest field route',
      scriptBytes: heaviest,
      limitBytes: FIELD_LIMIT,
    }),
  )
} finally {
  await rm(out, { recursive: true, force: true })
}
