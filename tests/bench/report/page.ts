// Writes docs/benchmarks.md from what was measured: for each benchmark its purpose, its aim, the machine, and a
// table for each kind of result.
import { BENCHES, type Bench } from './benches.ts'

export type Machine = {
  cpu: string
  cores: number
  memoryGb: number
  system: string
  node: string
  postgres: string
  /** The day. */
  on: string
}

/** The results of one benchmark, of all its sizes, as it printed them. */
export type Measured = { bench: string; machine: Machine; results: readonly Result[] }
type Result = { readonly [key: string]: unknown }

const HEAD = `# Benchmarks

Written by \`npm run bench\` from [benchmarks.json](benchmarks.json): each benchmark of \`tests/bench\`, what it is for, what is aimed
at, and what was measured last, with the machine. \`npm run bench -- desk\` measures some and replaces only theirs. Results of
two machines are not compared with each other: a ratio is of two figures of one run. Where the cost grows with the data, a
benchmark is run at several sizes.
`

/** Objects with more entries than this are counted, not listed. */
const LISTED = 12

export function pageOf(measured: readonly Measured[]): string {
  return [HEAD, ...BENCHES.map((bench) => sectionOf(bench, measured))].join('\n')
}

function sectionOf(
  { name, purpose, aim, missed, settings, sizes }: Bench,
  measured: readonly Measured[],
): string {
  const found = measured.find((one) => one.bench === name)
  const lines = [`## ${name}`, '', purpose]
  if (aim !== undefined) lines.push('', `**Aim.** ${aim}`)
  if (missed !== undefined) lines.push('', `**Not met.** ${missed}`)
  if (!found) return [...lines, '', 'Not measured yet.', ''].join('\n')
  const { cpu, cores, memoryGb, system, node, postgres, on } = found.machine
  lines.push(
    '',
    `Measured on ${on}: ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, PostgreSQL ${postgres}.`,
  )
  if (sizes.length > 1) lines.push(`Sizes: \`${settings}*\` ${sizes.map(wordsOf).join('; ')}.`)
  const kinds = Map.groupBy(found.results, (result) => String(result['bench'] ?? result['name'] ?? name))
  for (const [kind, results] of kinds) lines.push('', `### ${kind}`, '', ...tableOf(results))
  return [...lines, ''].join('\n')
}

const wordsOf = (size: Readonly<Record<string, string>>) =>
  Object.entries(size)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ')

/** A row for each result, or, when results have more figures than there are results, a row for each figure. */
function tableOf(results: readonly Result[]): string[] {
  const keys = [...new Set(results.flatMap(Object.keys))].filter((key) => key !== 'bench' && key !== 'name')
  const rows = results.map((result) => keys.map((key) => cellOf(result[key])))
  if (keys.length <= Math.max(6, results.length)) return markdown([keys.map(spaced), ...rows])
  return markdown([
    ['', ...results.map((_, at) => String(at + 1))],
    ...keys.map((key, at) => [spaced(key), ...rows.map((row) => row[at] ?? '')]),
  ])
}

/** `scriptBytes` as *script bytes*; names of others, such as of a wait of the database, as they are. */
const spaced = (key: string) =>
  /^[a-z][A-Za-z_]*$/u.test(key)
    ? key.replaceAll('_', ' ').replaceAll(/(?<=[a-z])[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`)
    : key

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)]
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return value.toLocaleString('en', { maximumFractionDigits: 3 })
  if (Array.isArray(value)) return value.map(cellOf).join(', ')
  if (typeof value !== 'object') return String(value).replaceAll(/\s+/gu, ' ')
  const entries = Object.entries(value)
  if (entries.length > LISTED) return `${entries.length} kinds`
  return entries
    .map(([key, each]) =>
      typeof each === 'object' ? `${spaced(key)} (${cellOf(each)})` : `${spaced(key)} ${cellOf(each)}`,
    )
    .join(', ')
}
