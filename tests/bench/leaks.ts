// How many of N attempts learn, change or block something: outsiders of three classes with every role, on
// every command, query, file, exchange and address; then attacks of each kind in `tests/leaks/kinds`. The
// same code as in the test suite, with more rounds.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Outcome } from '../leaks/attack.ts'
import type { Result } from '../leaks/kinds/kind.ts'

const ROUNDS = process.env['LEAKS_ROUNDS'] ?? '10'
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
const project = fileURLToPath(new URL('../../', import.meta.url))

const folder = await mkdtemp(join(tmpdir(), 'arraigo-leaks-'))
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'program', 'tests/leaks', '-t', 'an outsider|attacks of each kind'],
  {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LEAKS_ROUNDS: ROUNDS, LEAKS_REPORT: folder },
  },
)
const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(folder, file), 'utf8'))
const { attempts, leaks, byAddress, untried } = (await read('outsiders.json')) as Outcome
const kinds: ({ name: string } & Result)[] = []
for (const file of (await readdir(folder)).sort()) {
  if (file.startsWith('kind.')) kinds.push((await read(file)) as { name: string } & Result)
}
const every = [...leaks, ...kinds.flatMap((kind) => kind.leaks.map((leak) => `${kind.name}: ${leak}`))]
const tries = kinds.reduce((sum, kind) => sum + kind.attempts, attempts)
const byKind = { outsiders: attempts, ...Object.fromEntries(kinds.map((kind) => [kind.name, kind.attempts])) }
const said = { name: 'leaks', value: every.length, unit: `of ${tries} attempts`, byKind, byAddress }
process.stdout.write(`${JSON.stringify(said)}\n`)
for (const leak of [...every, ...untried.map((address) => `untried: ${address}`)]) console.error(leak)
await rm(folder, { recursive: true, force: true })
process.exitCode = status ?? 1
