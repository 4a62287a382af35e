// How many of N attempts across organisations learn or change something: outsiders of three classes with every role, on
// every command, query, file, exchange and address. Run as the test is, at length.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Outcome } from '../leaks/attack.ts'

const ROUNDS = process.env['LEAKS_ROUNDS'] ?? '10'
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
const project = fileURLToPath(new URL('../../', import.meta.url))

const folder = await mkdtemp(join(tmpdir(), 'arraigo-leaks-'))
const report = join(folder, 'outcome.json')
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'program', 'tests/leaks', '-t', 'an outsider'],
  {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LEAKS_ROUNDS: ROUNDS, LEAKS_REPORT: report },
  },
)
const { attempts, leaks, byDoor, untried } = JSON.parse(await readFile(report, 'utf8')) as Outcome
const said = { name: 'leaks', value: leaks.length, unit: `of ${attempts} attempts`, byDoor }
process.stdout.write(`${JSON.stringify(said)}\n`)
for (const leak of [...leaks, ...untried.map((address) => `untried: ${address}`)]) console.error(leak)
await rm(folder, { recursive: true, force: true })
process.exitCode = status ?? 1
