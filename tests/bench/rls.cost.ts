// What row-level security and the disclosure log cost a desk: the same search and the same timeline by the
// same handlers, once as served and once as the owner of the database, to whom no policy applies and whose
// looks are not logged.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import pg from 'pg'
import { compose } from '../../src/entry/server.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Json } from '../../src/kernel/problem.ts'
import { grantsOf } from '../../src/kernel/roles.ts'
import { dateIn } from '../../src/kernel/time.ts'
import { ask } from '../../src/platform/ask.ts'
import type { QueryContext } from '../../src/platform/capability.ts'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { asOwner, connect, onClient } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import type { App } from '../../src/platform/app.ts'
import { loadPack } from '../../src/platform/packs.ts'
import { parseInput } from '../../src/platform/parse.ts'
import { makeSigningKey, openSigningKey } from '../../src/platform/signing-key.ts'
import { startSealing } from '../../src/protect/disclosure/server/seal.ts'
import { copyCarelessly, seeded, type Invented } from '../harness/names.ts'
import { fillPeople } from '../harness/population.ts'

const PEOPLE = Number(process.env['RLS_PEOPLE'] ?? 200_000)
const ROUNDS = Number(process.env['RLS_ROUNDS'] ?? 1500)
/** Desks at work at once, for the second figure. */
const DESKS = Number(process.env['RLS_DESKS'] ?? 8)
/** People with a history; their timelines are read. */
const SERVED = 2000
const SEED = 20260303

const actor: Actor = {
  user: uuidv7(),
  name: 'Clara',
  organisation: uuidv7(),
  organisationName: 'Huerta del Barrio',
  organisationClass: 'public',
  roles: ['case_manager'],
  grants: grantsOf(['case_manager']),
  locale: 'es',
  timeZone: 'America/Bogota',
  scope: 'organisation',
}

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

type Question = { name: string; input: Json }
type Ask = (app: App, question: Question) => Promise<unknown>

/**
 * As served: the application's role, its policies, and a logged entry for every person shown, committed to
 * disk.
 */
const withAll: Ask = (app, { name, input }) => ask(app, actor, name, input)

/** The same handler and the same statements as the owner; as many steps, nothing written. */
const withNone: Ask = async (app, { name, input }) => {
  const handler = app.queries.get(name)
  if (!handler) throw new Error(`There is no query ${name}.`)
  const parsed = parseInput(handler.operation.input, input)
  const receivedAt = app.now().toISOString()
  const client = await app.pool.connect()
  try {
    await client.query(`begin; set local app.organisation = ${pg.escapeLiteral(actor.organisation)}`)
    const tx = onClient(client)
    const ctx: QueryContext = {
      tx,
      actor,
      receivedAt,
      today: dateIn(receivedAt, actor.timeZone),
      pack: app.packs.active(),
      newId: app.newId,
      asSystem: (work) => work(),
      sign: app.sign,
      keys: app.keys,
      disclose() {},
      permits: () => true,
    }
    const result = await handler.run(ctx, parsed as never)
    await client.query('commit')
    return result
  } finally {
    client.release()
  }
}

/** A year of work with each: a fact a month, and thirty looks. */
async function giveHistory(pool: pg.Pool, people: readonly string[]): Promise<void> {
  await pool.query(
    `insert into fact (subject, id, kind, occurred_on, occurred_at, recorded_at, organisation, actor, command, pack_release)
     select p, gen_random_uuid(), 'service.delivered', now() - n * interval '30 days', now() - n * interval '30 days',
       now(), $2, $3, gen_random_uuid(), 'bench'
     from unnest($1::uuid[]) p, generate_series(1, 12) n`,
    [people, actor.organisation, actor.user],
  )
  await pool.query(
    `insert into disclosure (person, id, at, organisation, actor, via, fields, purpose)
     select p, gen_random_uuid(), now() - n * interval '12 days', $2, $3, 'person.get', '{name}', 'record'
     from unnest($1::uuid[]) p, generate_series(1, 30) n`,
    [people, actor.organisation, actor.user],
  )
  await pool.query('vacuum analyze fact')
  await pool.query('vacuum analyze disclosure')
}

const typedFor = (here: Invented, chance: () => number) =>
  `${here.givenNames.split(' ')[0]} ${here.firstSurname.slice(0, 3 + Math.floor(chance() * 5))}`

const summary = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3))
  return { p50: at(0.5), p95: at(0.95), mean: Number((sum(values) / values.length).toFixed(3)) }
}
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const ratio = (a: number, b: number) => Number((a / b).toFixed(2))

/**
 * One at a time, each query both ways, in an order that changes, so that neither always has the warmer cache.
 */
async function oneByOne(app: App, questions: readonly Question[]) {
  const taken = { with: [] as number[], without: [] as number[] }
  for (const [at, question] of questions.entries()) {
    const ways = [
      ['with', withAll],
      ['without', withNone],
    ] as const
    for (const [way, run] of at % 2 === 0 ? ways : ways.toReversed()) {
      const start = performance.now()
      await run(app, question)
      if (at >= questions.length / 10) taken[way].push(performance.now() - start)
    }
  }
  const [served, bare] = [summary(taken.with), summary(taken.without)]
  return {
    unit: 'ms',
    with: served,
    without: bare,
    ratio: ratio(served.p50, bare.p50),
    ratioOfMeans: ratio(served.mean, bare.mean),
  }
}

/** Many at a time: seconds for the same queries, alternating both ways. */
async function manyAtOnce(app: App, questions: readonly Question[]) {
  const seconds = { with: 0, without: 0 }
  for (let turn = 0; turn < 6; turn++) {
    const [way, run] = turn % 2 === 0 ? (['with', withAll] as const) : (['without', withNone] as const)
    const waiting = [...questions]
    const start = performance.now()
    await Promise.all(
      Array.from({ length: DESKS }, async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) await run(app, next)
      }),
    )
    // The first turn of each warms the connections.
    if (turn > 1) seconds[way] += (performance.now() - start) / 1000
  }
  const perSecond = (taken: number) => Math.round((questions.length * 2) / taken)
  return {
    unit: 'answers/s',
    desks: DESKS,
    with: perSecond(seconds.with),
    without: perSecond(seconds.without),
    ratio: ratio(seconds.with, seconds.without),
  }
}

const folder = await mkdtemp(join(tmpdir(), 'arraigo-rls-'))
await chmod(folder, 0o711)
const cluster = await startCluster({ folder, log: () => {} })
const pool = connect({ ...cluster.connection, max: DESKS + 2 })
try {
  await migrate(pool)
  await loadPack(asOwner(pool), 'packs/huerta')
  const people = await fillPeople(pool, actor, PEOPLE, SEED)
  const served = people.slice(0, SERVED)
  await giveHistory(
    pool,
    served.map(({ id }) => id),
  )
  const { app } = await compose({
    pool,
    origin: 'http://localhost',
    secret: 'only for measuring, long enough',
    log: () => {},
  })
  const stopSealing = startSealing(app, {
    key: openSigningKey(makeSigningKey()),
    checkpoints: join(folder, 'checkpoints.jsonl'),
  })
  const chance = seeded(SEED + 1)
  const any = <T>(of: readonly T[]) => of[Math.floor(chance() * of.length)] as T
  const searches = Array.from({ length: ROUNDS }, () => ({
    name: 'person.search',
    input: { text: typedFor(copyCarelessly(any(people).person, chance), chance) },
  }))
  const timelines = Array.from({ length: ROUNDS }, () => ({
    name: 'person.timeline',
    input: { id: any(served).id },
  }))
  for (const [of, questions] of [
    ['search', searches],
    ['timeline', timelines],
  ] as const) {
    say({ bench: 'rls.cost', of, people: PEOPLE, aim: 1.3, ...(await oneByOne(app, questions)) })
    say({ bench: 'rls.cost.busy', of, people: PEOPLE, ...(await manyAtOnce(app, questions)) })
  }
  const { rows } = await pool.query<{ entries: number }>('select count(*)::int as entries from disclosure')
  say({ bench: 'rls.cost.entries', entries: rows[0]?.entries })
  await stopSealing()
} finally {
  await pool.end()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
