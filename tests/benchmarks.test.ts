// docs/benchmarks.md says what docs/benchmarks.json holds, and every benchmark says what it is for.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { BENCHES } from './bench/report/benches.ts'
import { pageOf, type Measured } from './bench/report/page.ts'

const RUNNER = 'run.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

test('every benchmark has a purpose, and every purpose a benchmark', () => {
  const files = readdirSync(new URL('bench', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== RUNNER)
    .map(({ name }) => name.replace(/\.ts$/u, ''))
  expect(BENCHES.map(({ name }) => name)).toEqual(files.sort())
  for (const { name, purpose, sizes } of BENCHES)
    expect([name, purpose.length > 20, sizes.length > 0]).toEqual([name, true, true])
})

test('a size is set by a variable that the benchmark reads', () => {
  for (const { name, settings, sizes } of BENCHES)
    for (const variable of sizes.flatMap(Object.keys)) {
      expect(variable.startsWith(settings), variable).toBe(true)
      expect(read(`bench/${name}.ts`)).toContain(`process.env['${variable}']`)
    }
})

test('the page is what the results yield; `npm run bench` writes it', () => {
  const measured = JSON.parse(read('../docs/benchmarks.json')) as Measured[]
  expect(read('../docs/benchmarks.md')).toBe(pageOf(measured))
})

test('a result is a row, and many figures are rows of their own', () => {
  const machine = {
    cpu: 'C',
    cores: 2,
    memoryGb: 4,
    system: 'linux',
    node: 'v24',
    postgres: '18',
    on: '2026-03-02',
  }
  const few = { bench: 'start', machine, results: [{ name: 'start.cold', value: 1.5, of: 'a|b' }] }
  expect(pageOf([few])).toContain('### start.cold\n\n| value | of |\n|---|---|\n| 1.5 | a\\|b |\n')
  const figures = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, typed: { p50: 1, p95: 2000 } }
  const many = { bench: 'desk.latency', machine, results: [{ bench: 'desk.latency', ...figures }] }
  expect(pageOf([many])).toContain('|  | 1 |\n|---|---|\n| a | 1 |')
  expect(pageOf([many])).toContain('| typed | p50 1, p95 2,000 |')
  expect(pageOf([many])).toContain('## start\n\nFrom the command')
})
