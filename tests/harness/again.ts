// Runs the tests repeatedly, beside processes that keep the machine busy if requested, and names every test
// whose result varied: `npm run test:again -- 10 --beside 2 --project web`. Arguments after the number are
// passed to vitest.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Report = {
  testResults: {
    name: string
    assertionResults: { fullName: string; status: string; meta?: { assertions?: number } }[]
  }[]
}

const [times = '10', ...words] = process.argv.slice(2)
const at = words.indexOf('--beside')
const [, beside = '0'] = at < 0 ? [] : words.splice(at, 2)

const busy = Array.from({ length: Number(beside) }, () =>
  spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' }),
)
const folder = await mkdtemp(join(tmpdir(), 'arraigo-again-'))
/** The result of each test, run by run. */
const told = new Map<string, string[]>()
try {
  for (let run = 0; run < Number(times); run++) {
    const file = join(folder, `${run}.json`)
    const vitest = join('node_modules', 'vitest', 'vitest.mjs')
    const reporters = ['--reporter=minimal', '--reporter=json', `--outputFile.json=${file}`]
    const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...words], { stdio: 'inherit' })
    await once(child, 'exit')
    const { testResults } = JSON.parse(await readFile(file, 'utf8')) as Report
    for (const { name, assertionResults } of testResults)
      for (const { fullName, status, meta } of assertionResults) {
        // Left out by the name filter, as requested.
        if (status === 'skipped' || status === 'pending') continue
        const test = `${name}: ${fullName}`
        const before = told.get(test) ?? Array.from({ length: run }, () => 'absent')
        told.set(test, [...before, `${status}, ${meta?.assertions ?? 0} assertions`])
      }
    for (const before of told.values()) if (before.length === run) before.push('absent')
  }
} finally {
  for (const each of busy) each.kill()
  await rm(folder, { recursive: true, force: true })
}
const differing = [...told].filter(
  ([, runs]) => new Set(runs).size > 1 || runs.some((run) => !run.startsWith('passed')),
)
for (const [test, runs] of differing) console.log(`${test}\n  ${runs.join('\n  ')}`)
console.log(`${told.size} tests, ${times} times: ${differing.length} not the same each time, or not passed`)
process.exitCode = told.size === 0 || differing.length > 0 ? 1 : 0
