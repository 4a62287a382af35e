// The server is killed in the middle of a device's batch: what it had answered is kept, the rest is sent again, and
// nothing is there twice.
import { rm } from 'node:fs/promises'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, expect, test } from 'vitest'
import type { SyncResponse } from '../../src/kernel/envelope.ts'
import { main } from '../../src/entry/cli.ts'
import { readConfig } from '../../src/platform/config.ts'
import { findCluster, startCluster } from '../../src/platform/database/cluster.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { testDatabase } from '../harness/database.ts'
import { openDesk, post, signIn } from '../harness/desk.ts'
import { dataFolder, launch, removeData, type Running } from '../harness/launch.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each()
})

/** The server's own database, which is killed with it; or another, of which only the sessions are left. */
const ways = {
  'with its database': async (folder: string) => {
    undo.push(() => removeData(folder))
    const { connection, stop } = await startCluster({ folder, log: () => {} })
    const pool = connect(connection)
    await migrate(pool)
    await openDesk(pool, ['front_desk', 'case_manager'])
    await pool.end()
    await stop()
    return {
      settings: {},
      kill: (server: Running) => server.killAll(),
      database: async () => (await findCluster(folder)) as pg.PoolConfig,
    }
  },
  'beside a database that runs on': async (folder: string) => {
    undo.push(() => rm(folder, { recursive: true, force: true }))
    const { pool, url, connection } = await testDatabase()
    await openDesk(pool, ['front_desk', 'case_manager'])
    return {
      settings: { DATABASE_URL: url },
      kill: (server: Running) => server.kill(),
      database: async () => connection,
    }
  },
}

const PEOPLE = 60
/** This many people were answered for before the request that is cut off. */
const ANSWERED = 20

test.each(Object.keys(ways) as (keyof typeof ways)[])('a server is killed %s', async (way) => {
  const folder = await dataFolder()
  const { settings, kill, database } = await ways[way](folder)
  const all = { ARRAIGO_DEMO: 'no', ARRAIGO_PACK: 'packs/huerta', ...settings }
  const device = uuidv7()
  const persons = Array.from({ length: PEOPLE }, () => uuidv7())
  const commands = persons
    .flatMap((person): [string, object][] => [
      ['person.register', { id: person, called: 'Lina', searched: 'device' }],
      ['milestone.record', { person, milestone: 'first_harvest', on: '2025-02-01' }],
    ])
    .map(([name, input], at) => ({
      id: uuidv7(),
      seq: at + 1,
      name,
      input,
      occurredAt: '2025-03-01T10:00:00Z',
    }))
  const send = async (url: string, cookie: string, some: typeof commands) => {
    const response = await post(url, 'sync', { device, commands: some, pull: { cursor: null } }, cookie)
    return { status: response.status, body: (await response.json()) as SyncResponse }
  }

  const first = await launch(folder, all)
  const cookie = await signIn(first.url)
  const answered = await send(first.url, cookie, commands.slice(0, 2 * ANSWERED))
  expect(new Set(answered.body.outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['applied']))

  // The batch stops at a person in the middle, whose id another transaction is about to use.
  const other = new pg.Client(await database())
  other.on('error', () => {})
  await other.connect()
  await other.query('begin')
  await other.query(
    `insert into person (person, organisation, called, pack_release, registered_at, registered_by, touched_at)
     select $1, id, 'Nadie', 'test', now(), id, now() from organisation`,
    [persons[PEOPLE - 5]],
  )
  const cut = send(first.url, cookie, commands.slice(2 * ANSWERED)).catch(() => 'cut off')
  const waits = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
  await expect.poll(async () => (await other.query(waits)).rowCount, { timeout: 30_000 }).toBeGreaterThan(0)
  await kill(first)
  expect(await cut).toBe('cut off')
  await other.query('rollback').catch(() => {})
  await other.end().catch(() => {})

  const again = await launch(folder, all)
  let running = true
  undo.push(async () => running && (await again.stop()))
  const { body } = await send(again.url, cookie, commands)
  expect(body.expected).toBe(commands.length + 1)
  expect(new Set(body.outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['applied']))
  expect(body.outcomes.slice(0, 2 * ANSWERED).every(({ duplicate }) => duplicate === true)).toBe(true)

  const look = new pg.Client(await database())
  await look.connect()
  const one = async (text: string, values: unknown[]) => (await look.query(text, values)).rows[0]
  // The job of each person's milestone runs, and makes one claim of it.
  const claims = 'select count(*)::int as all, count(distinct person)::int as of from claim'
  await expect.poll(() => one(claims, []), { timeout: 30_000 }).toEqual({ all: PEOPLE, of: PEOPLE })
  expect(
    await one(
      `select count(*)::int as log, max(seq)::int as last, bool_and(outcome = 'applied') as applied
       from command_log where device = $1`,
      [device],
    ),
  ).toEqual({ log: commands.length, last: commands.length, applied: true })
  expect(
    await one(
      `select (select count(*)::int from person where called = 'Lina') as people,
         count(*) filter (where kind = 'person.registered')::int as registered,
         count(*) filter (where kind = 'milestone.recorded')::int as milestones,
         count(*) filter (where not exists (select from command_log c where c.id = f.command))::int as orphans
       from fact f`,
      [],
    ),
  ).toEqual({ people: PEOPLE, registered: PEOPLE, milestones: PEOPLE, orphans: 0 })
  const jobs = 'select count(*)::int as left from graphile_worker._private_jobs where locked_at is not null'
  await expect.poll(() => one(jobs, [])).toEqual({ left: 0 })
  await look.end()

  running = false
  expect(await again.stop()).toBe(0)
  const said: string[] = []
  const code = await main(['audit', 'verify'], {
    config: () => readConfig({ ARRAIGO_DATA: folder, ...settings }),
    print: (line) => void said.push(line),
    tell: (line) => void said.push(line),
  })
  expect([code, said.at(-1)]).toEqual([0, 'Nothing was changed since it was sealed.'])
})
