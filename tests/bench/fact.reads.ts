// What a typed subject costs reads by person: the same statements on the same facts, in a database as it was before
// facts had one and in its copy after all migrations, as the application's role with row-level security.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type pg from 'pg'
import type { Actor } from '../../src/kernel/actor.ts'
import { factsOf } from '../../src/fund/outcomes/sql.ts'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { beginAs, connect, onClient, type Tx } from '../../src/platform/database/connect.ts'
import { migrate, migrationNames } from '../../src/platform/database/migrate.ts'
import { timeline } from '../../src/serve/timeline/sql.ts'
import { countBy } from '../../src/understand/reports/sql.ts'
import { seeded } from '../harness/names.ts'

const PEOPLE = Number(process.env['FACT_PEOPLE'] ?? 200_000)
const EACH = 10
const ROUNDS = Number(process.env['FACT_ROUNDS'] ?? 3000)
/** Whose facts are read: all of them in memory, since what differs is work, not where pages lie. */
const SERVED = 2000
/** The migration that renames the column. */
const RENAMES = '0081_core_subjects.sql'
const ORGANISATIONS = 5
const SEED = 20261129

const organisations = Array.from({ length: ORGANISATIONS }, () => uuidv7())
const actor: Pick<Actor, 'organisation' | 'user' | 'scope'> = {
  organisation: organisations[0] ?? '',
  user: uuidv7(),
  scope: 'organisation',
}

/** Before, what is now a view of the facts about people was the table. */
const asBefore = (client: pg.PoolClient) =>
  ({
    query: (asked: string | pg.QueryConfig, values?: unknown[]) =>
      typeof asked === 'string'
        ? client.query(asked.replaceAll('read.person_fact', 'fact'), values)
        : client.query({ ...asked, text: asked.text.replaceAll('read.person_fact', 'fact') }),
  }) as unknown as pg.PoolClient

const READS = {
  'timeline of a person': (tx: Tx, person: string) =>
    timeline(tx, person, { before: undefined, nouns: undefined, plan: false, limit: 51 }),
  'facts of a person, for outcomes': (tx: Tx, person: string) => factsOf(tx, person),
}
const REPORTS = {
  'a report by sex': (tx: Tx) => countBy(tx, 'bySex', { from: '2025-01-01', until: '2026-12-31' }),
}

async function fill(pool: pg.Pool): Promise<string[]> {
  const people = Array.from({ length: PEOPLE }, () => uuidv7())
  await pool.query(
    `insert into fact (person, id, kind, occurred_on, occurred_at, recorded_at, organisation, actor, command, pack_release,
       data, sex, age_band)
     select p, gen_random_uuid(), (array['person.registered', 'need.identified', 'service.delivered'])[least(n, 3)],
       date '2026-01-01' + n * 20, timestamptz '2026-01-01' + n * interval '20 days', now(),
       ($2::uuid[])[1 + at % ${ORGANISATIONS}], $3, gen_random_uuid(), 'bench', '{"service": "x", "kind": "y"}', 'female', '25-59'
     from unnest($1::uuid[]) with ordinality as people (p, at), generate_series(1, ${EACH}) n`,
    [people, organisations, actor.user],
  )
  await pool.query('vacuum analyze fact')
  return people.filter((_, index) => (index + 1) % ORGANISATIONS === 0).slice(0, SERVED)
}

const at = (values: readonly number[], share: number) =>
  Number((values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0).toFixed(3))

/** Each read in both databases, in an order that changes, so that neither always has the warmer cache. */
async function compare(
  of: string,
  rounds: number,
  ways: Record<'before' | 'after', Tx>,
  read: (tx: Tx, person: string) => Promise<unknown[]>,
  next: () => string,
): Promise<void> {
  const taken = { before: [] as number[], after: [] as number[] }
  for (let round = -rounds; round < rounds; round++) {
    const person = next()
    const both = ['before', 'after'] as const
    for (const way of round % 2 === 0 ? both : both.toReversed()) {
      const start = performance.now()
      const found = await read(ways[way], person)
      if (round >= 0) taken[way].push(performance.now() - start)
      if (found.length === 0) throw new Error(`No rows ${way}: ${of}`)
    }
  }
  const { before, after } = taken
  process.stdout.write(
    `${JSON.stringify({
      bench: 'fact.reads',
      of,
      people: PEOPLE,
      facts: PEOPLE * EACH,
      unit: 'ms',
      before: { p50: at(before, 0.5), p95: at(before, 0.95) },
      after: { p50: at(after, 0.5), p95: at(after, 0.95) },
      ratio: Number((at(after, 0.5) / at(before, 0.5)).toFixed(3)),
      aim: 1,
    })}\n`,
  )
}

const folder = await mkdtemp(join(tmpdir(), 'arraigo-facts-'))
await chmod(folder, 0o711)
const cluster = await startCluster({ folder, log: () => {}, settings: { shared_buffers: '2GB' } })
const old = connect({ ...cluster.connection, max: 2 })
const copies = { before: 'arraigo_before', after: 'arraigo_after' }
try {
  const names = await migrationNames()
  await migrate(old, names[names.indexOf(RENAMES) - 1])
  const people = await fill(old)
  await old.query('checkpoint')
  await old.end()
  const admin = connect({ ...cluster.connection, database: 'postgres', max: 1 })
  // Both are copies, so that neither has pages in memory that the other lacks.
  for (const copy of Object.values(copies))
    await admin.query(`create database ${copy} template ${cluster.connection.database ?? 'arraigo'}`)
  await admin.end()
  const before = connect({ ...cluster.connection, database: copies.before, max: 2 })
  const after = connect({ ...cluster.connection, database: copies.after, max: 2 })
  await migrate(after)
  for (const pool of [before, after]) await pool.query('vacuum analyze')
  const [one, other] = [await before.connect(), await after.connect()]
  for (const client of [one, other]) await client.query(beginAs(actor))
  const ways = { before: onClient(asBefore(one)), after: onClient(other) }
  const chance = seeded(SEED)
  const next = () => people[Math.floor(chance() * people.length)] ?? ''
  for (const [of, read] of Object.entries(READS)) await compare(of, ROUNDS, ways, read, next)
  for (const [of, read] of Object.entries(REPORTS)) await compare(of, 10, ways, read, next)
  for (const client of [one, other]) {
    await client.query('rollback')
    client.release()
  }
  await before.end()
  await after.end()
} finally {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
