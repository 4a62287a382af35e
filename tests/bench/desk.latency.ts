// How long a welcome desk waits: 30 desks search and register over HTTP with a million people on record, next to
// one desk alone, and what the server, the database and the processors did meanwhile.
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAppPool } from '../../src/platform/database/app-pool.ts'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { asOwner, connect, transaction } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { matchKeys } from '../../src/serve/record/rules/keys.ts'
import { readTyped } from '../../src/serve/record/server/found.ts'
import { holdingWords, sharingKeys } from '../../src/serve/record/sql/find.ts'
import { inventPerson, seeded, type Invented } from '../harness/names.ts'
import { fillPeople } from '../harness/population.ts'
import { summary, typedFor, visitor, work, type Load } from './desk/desks.ts'
import { actor, healthAt, serveApart, serveHere, type DeskServer } from './desk/server.ts'
import { databaseCpu, watchSessions } from './desk/watch.ts'

const PEOPLE = Number(process.env['DESK_PEOPLE'] ?? 1_000_000)
const DESKS = Number(process.env['DESK_DESKS'] ?? 30)
const SECONDS = Number(process.env['DESK_SECONDS'] ?? 20)
/** `apart`, as in production, or `together` with the desks in one process, as figures of earlier releases were. */
const SHAPE = process.env['DESK_SHAPE'] ?? 'apart'
/** Visits of one desk alone, about one a second: its p95 is that of so many answers of each kind. */
const ALONE_VISITS = Number(process.env['DESK_ALONE'] ?? 200)
/** After a start, before the measurement. */
const FIRST_SECONDS = 5
const SEED = 20260302
/** The p95 of many desks over that of one, at most. */
const AIM = 3
/** People kept in memory to come back: all of them would make pauses of the garbage collector part of the figure. */
const RETURNING = 20_000
/** Where filled databases stay for the next run; without it, each run fills its own. */
const { BENCH_FOLDER } = process.env

const say = (line: object) => process.stdout.write(`${JSON.stringify({ people: PEOPLE, ...line })}\n`)

/** Other visitors in each run: those of an earlier one are on record already. */
const anySeed = () => Math.floor(Math.random() * 1_000_000_000)

/** Some of the people that `fillPeople` has put on record, at even distances. */
function returning(): Invented[] {
  const chance = seeded(SEED)
  const step = Math.max(1, Math.floor(PEOPLE / RETURNING))
  const people: Invented[] = []
  for (let at = 0; at < PEOPLE; at++) {
    const person = inventPerson(chance)
    if (at % step === 0) people.push(person)
  }
  return people
}

/**
 * The statements alone, on one connection, next to an empty round trip: this part does not vary with other
 * load on the machine.
 */
async function database(people: readonly Invented[]) {
  const pool = connect({ ...cluster.connection, max: 2 })
  const appPool = await openAppPool(pool, { secret: 'only for measuring, long enough' })
  const chance = seeded(SEED + 1)
  const times = { empty: [] as number[], typed: [] as number[], likeness: [] as number[] }
  await transaction(appPool, actor, async (tx, client) => {
    const timed = async (into: number[], run: () => Promise<unknown>) => {
      const start = performance.now()
      await run()
      into.push(performance.now() - start)
    }
    for (let round = 0; round < 300; round++) {
      const here = visitor(people, chance)
      const { words } = readTyped(typedFor(here, chance))
      await timed(times.empty, () => client.query('select 1'))
      await timed(times.typed, () => holdingWords(tx, words, 20))
      await timed(times.likeness, () => sharingKeys(tx, matchKeys(here)))
    }
  })
  await pool.end()
  return { empty: summary(times.empty), typed: summary(times.typed), likeness: summary(times.likeness) }
}

/** One run, with what it cost of each process and what the operators of the server would see. */
async function measure(server: DeskServer, people: readonly Invented[], load: Load) {
  const mine = () => process.cpuUsage()
  await server.clear()
  const stopWatching = await watchSessions(cluster.connection)
  const before = { server: await server.cpu(), desks: mine(), database: await databaseCpu(folder) }
  const figures = await work(server.url, people, { ...load, seed: anySeed() })
  const { eventLoop, garbageCollection, pools } = await healthAt(server.url)
  const used = process.cpuUsage(before.desks)
  const after = { server: await server.cpu(), database: await databaseCpu(folder) }
  const each = (ms: number) => Number((ms / figures.requests).toFixed(2))
  return {
    ...figures,
    eventLoop,
    garbageCollection,
    connectionWait: pools.requests.wait,
    cpuPerRequest: {
      server: each(after.server - before.server),
      database: each((after.database ?? 0) - (before.database ?? 0)),
      desks: each((used.user + used.system) / 1000),
    },
    ...(await stopWatching()),
  }
}

const kept = BENCH_FOLDER && join(BENCH_FOLDER, `desk-${PEOPLE}`)
if (kept) await mkdir(kept, { recursive: true })
const folder = kept ?? (await mkdtemp(join(tmpdir(), 'arraigo-desk-')))
await chmod(folder, 0o711)
const cluster = await startCluster({ folder, log: () => {} })
try {
  const pool = connect({ ...cluster.connection, max: 10 })
  await migrate(pool)
  await loadPack(asOwner(pool), 'packs/huerta')
  const filled = join(folder, 'filled')
  if (!(await stat(filled).catch(() => undefined))) {
    const filling = performance.now()
    await fillPeople(pool, actor, PEOPLE, SEED)
    say({ bench: 'desk.fill', seconds: Math.round((performance.now() - filling) / 1000) })
    await writeFile(filled, '')
  }
  // Else the first minute measures how what was just filled is written to the disk.
  await pool.query('checkpoint')
  await pool.end()
  const people = returning()
  say({ bench: 'desk.database', unit: 'ms', ...(await database(people)) })
  const server = await (SHAPE === 'apart' ? serveApart : serveHere)(cluster.connection)
  const run = async (bench: string, load: Load) => {
    const figures = await measure(server, people, load)
    say({ bench, server: SHAPE, ...load, unit: 'ms', ...figures })
    return figures
  }
  try {
    // Connections are opened and statements planned: measured apart, as what a day begins with.
    await run('desk.first', { desks: DESKS, seconds: FIRST_SECONDS })
    const one = await run('desk.latency', { desks: 1, visits: ALONE_VISITS })
    const many = await run('desk.latency', { desks: DESKS, seconds: SECONDS })
    const ratio = (of: 'typed' | 'likeness' | 'register') => Number((many[of].p95 / one[of].p95).toFixed(2))
    const ratios = { typed: ratio('typed'), likeness: ratio('likeness'), register: ratio('register') }
    say({ bench: 'desk.ratio', server: SHAPE, of: 'p95', desks: DESKS, ...ratios, aim: AIM })
  } finally {
    await server.stop()
  }
} finally {
  await cluster.stop()
  if (!kept) await rm(folder, { recursive: true, force: true })
}
