// How long it takes from the command to the printed address: the first time, later times, and after a crash.
// The web application is built beforehand; `npm start` builds it once per release.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { dataFolder, launch, removeData } from '../harness/launch.ts'

const ROUNDS = Number(process.env['START_ROUNDS'] ?? 7)
const builder = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url))
const project = fileURLToPath(new URL('../../', import.meta.url))

const seconds = (milliseconds: number) => Number((milliseconds / 1000).toFixed(2))

const say = (name: string, milliseconds: number, more: object = {}) =>
  process.stdout.write(`${JSON.stringify({ name, value: seconds(milliseconds), unit: 's', ...more })}\n`)

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

execFileSync(process.execPath, [builder, 'build', '--logLevel', 'error'], { cwd: project, stdio: 'ignore' })

const empty = await dataFolder()
const bare = await launch(empty, { ARRAIGO_DEMO: 'no' })
await bare.stop()
say('start.cold.empty', bare.took, { of: 'new database, migrations, packs; no demonstration network' })
await removeData(empty)

const folder = await dataFolder()
const first = await launch(folder)
await first.stop()
say('start.cold', first.took, { of: 'new database, migrations, packs, demonstration network of 300 people' })

const warm: number[] = []
const afterCrash: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  const again = await launch(folder)
  warm.push(again.took)
  await again.killAll()
  const recovered = await launch(folder)
  afterCrash.push(recovered.took)
  await recovered.stop()
}
for (const [name, values] of [
  ['start.warm', warm],
  ['start.after_kill', afterCrash],
] as const) {
  const range = { median_of: ROUNDS, least: seconds(Math.min(...values)), most: seconds(Math.max(...values)) }
  say(name, median(values), range)
}
await removeData(folder)
