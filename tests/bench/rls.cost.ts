// What row-level security and the disclosure log cost a desk, and where: the same search and the same timeline by
// the same handlers, as served and as the owner of the database, to whom no policy applies and whose looks are
// not logged, with the steps between; then statement by statement. At two sizes, so that growth is seen.
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
import type { Disclosure, QueryContext } from '../../src/platform/capability.ts'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { asOwner, connect, onClient, transaction, type Tx } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import type { App } from '../../src/platform/app.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { parseInput } from '../../src/platform/http/parse.ts'
import { appendDisclosures } from '../../src/platform/record.ts'
import { makeSigningKey, openSigningKey } from '../../src/platform/signing-key.ts'
import { startSealing } from '../../src/protect/disclosure/server/seal.ts'
import { copyCarelessly, seeded, type Invented } from '../harness/names.ts'
import { fillPeople } from '../harness/population.ts'

const SIZES = (process.env['RLS_PEOPLE'] ?? '20000,200000').split(',').map(Number)
const ROUNDS = Number(process.env['RLS_ROUNDS'] ?? 1500)
/** Desks at work at once, for the second figure. */
const DESKS = Number(process.env['RLS_DESKS'] ?? 8)
/** People with a history; their timelines are read. */
const SERVED = 2000
/** Answers before a connection is replaced: one process of the server may run on a slower core than another. */
const USES = 100
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

type Summary = ReturnType<typeof summary>
type Question = { name: string; input: Json }
type Ask = (app: App, question: Question) => Promise<unknown>

type Handled = (tx: Tx, disclose: QueryContext['disclose']) => Promise<unknown>

/** The handler of a question, as `ask` runs it. */
function handled(app: App, { name, input }: Question): Handled {
  const handler = app.queries.get(name)
  if (!handler) throw new Error(`There is no query ${name}.`)
  const parsed = parseInput(handler.operation.input, input)
  const receivedAt = app.now().toISOString()
  return (tx, disclose) =>
    handler.run(
      {
        tx,
        actor,
        receivedAt,
        today: dateIn(receivedAt, actor.timeZone),
        pack: app.packs.active(),
        newId: app.newId,
        asSystem: (work) => work(),
        sign: app.sign,
        keys: app.keys,
        disclose,
        permits: () => true,
      },
      parsed as never,
    )
}

/** From nothing to everything; each adds one thing to the one before. */
const WAYS: Readonly<Record<'without' | 'policies' | 'log' | 'with', Ask>> = {
  /** The same handler and the same statements as the owner; as many steps, nothing written. */
  async without(app, question) {
    const run = handled(app, question)
    const client = await app.pool.connect()
    try {
      const [, result] = await Promise.all([
        client.query(`begin; set local app.organisation = ${pg.escapeLiteral(actor.organisation)}`),
        run(onClient(client), () => {}),
      ])
      await client.query('commit')
      return result
    } finally {
      client.release()
    }
  },
  /** As the application's role, with its policies. */
  policies: (app, question) => {
    const run = handled(app, question)
    return transaction(app.appPool, actor, (tx) => run(tx, () => {}))
  },
  /** With an entry for every person shown, which the commit does not wait for. */
  log: (app, question) => {
    const run = handled(app, question)
    const shown: Disclosure[] = []
    const at = { actor, receivedAt: app.now().toISOString() }
    const unawaited = () => {
      const appended = appendDisclosures(at, question.name, shown)
      return appended && `set local synchronous_commit = off; ${appended}`
    }
    return transaction(
      app.appPool,
      actor,
      (tx) => run(tx, (more) => void shown.push(...more)),
      undefined,
      unawaited,
    )
  },
  /** As served: the entries are on the disk before the answer. */
  with: (app, { name, input }) => ask(app, actor, name, input),
}
type Way = keyof typeof WAYS
const ALL = Object.keys(WAYS) as Way[]

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
 * One at a time, each query every way, in an order that changes, so that none always has the warmer cache.
 * `added` says what each step adds to the middle time.
 */
async function oneByOne(app: App, questions: readonly Question[]) {
  const taken: Record<Way, number[]> = { without: [], policies: [], log: [], with: [] }
  for (const [at, question] of questions.entries()) {
    for (const way of at % 2 === 0 ? ALL : ALL.toReversed()) {
      const start = performance.now()
      await WAYS[way](app, question)
      if (at >= questions.length / 10) taken[way].push(performance.now() - start)
    }
  }
  const [without, policies, log, all] = ALL.map((way) => summary(taken[way])) as [
    Summary,
    Summary,
    Summary,
    Summary,
  ]
  const more = (a: Summary, b: Summary) => Number((a.p50 - b.p50).toFixed(3))
  return {
    unit: 'ms',
    with: all,
    without,
    ratio: ratio(all.p50, without.p50),
    ratioOfMeans: ratio(all.mean, without.mean),
    added: { policies: more(policies, without), log: more(log, policies), flush: more(all, log) },
  }
}

/** Many at a time: seconds for the same queries, alternating every way. */
async function manyAtOnce(app: App, questions: readonly Question[]) {
  const seconds: Record<Way, number> = { without: 0, policies: 0, log: 0, with: 0 }
  for (let turn = 0; turn < 3; turn++) {
    for (const way of turn % 2 === 0 ? ALL : ALL.toReversed()) {
      const waiting = [...questions]
      const start = performance.now()
      await Promise.all(
        Array.from({ length: DESKS }, async () => {
          for (let next = waiting.pop(); next; next = waiting.pop()) await WAYS[way](app, next)
        }),
      )
      // The first turn of each warms the connections.
      if (turn > 0) seconds[way] += (performance.now() - start) / 1000
    }
  }
  const perSecond = (way: Way) => Math.round((questions.length * 2) / seconds[way])
  return {
    unit: 'answers/s',
    desks: DESKS,
    with: perSecond('with'),
    without: perSecond('without'),
    ratio: ratio(seconds.with, seconds.without),
    policies: perSecond('policies'),
    log: perSecond('log'),
  }
}

type Cost = {
  statement: string
  calls: number
  planning: number
  execution: number
  pages: number
  wal: number
}

/** What PostgreSQL says of each statement of so many answers: per call, planning and execution in ms, pages, bytes of WAL. */
async function costs(pool: pg.Pool, app: App, way: Way, questions: readonly Question[]) {
  const [warm, rest] = [questions.slice(0, 20), questions.slice(20)]
  for (const question of warm) await WAYS[way](app, question)
  await pool.query('select pg_stat_statements_reset()')
  for (const question of rest) await WAYS[way](app, question)
  const { rows } = await pool.query<Cost>(
    `select left(regexp_replace(query, '[[:space:]]+', ' ', 'g'), 60) as statement, sum(calls)::float / $1 as calls,
       sum(total_plan_time) / sum(calls) as planning, sum(total_exec_time) / sum(calls) as execution,
       sum(shared_blks_hit + shared_blks_read)::float / sum(calls) as pages, sum(wal_bytes)::float / sum(calls) as wal
     from pg_stat_statements where toplevel and query not like '%pg_stat_statements%' and query not like '%seal%'
     group by 1 having sum(calls) > $1 / 20`,
    [rest.length],
  )
  return new Map(rows.map(({ statement, ...cost }) => [statement, cost]))
}

async function statementByStatement(pool: pg.Pool, app: App, questions: readonly Question[]) {
  const [without, all] = [
    await costs(pool, app, 'without', questions),
    await costs(pool, app, 'with', questions),
  ]
  const rounded = (cost: Omit<Cost, 'statement'> | undefined) =>
    cost && Object.fromEntries(Object.entries(cost).map(([of, value]) => [of, Number(value.toFixed(3))]))
  return [...new Set([...without.keys(), ...all.keys()])].map((statement) => ({
    statement,
    without: rounded(without.get(statement)),
    with: rounded(all.get(statement)),
  }))
}

/** Gives an application on connections that are replaced so often. */
async function withApp(
  connection: pg.PoolConfig,
  folder: string,
  uses: number,
  work: (app: App, pool: pg.Pool) => Promise<void>,
): Promise<void> {
  const pool = connect({ ...connection, max: DESKS + 2, maxUses: uses })
  try {
    const { app } = await compose({
      pool,
      origin: 'http://localhost',
      secret: 'only for measuring, long enough',
      log: () => {},
    })
    const sealing = { key: openSigningKey(makeSigningKey()), checkpoints: join(folder, 'checkpoints.jsonl') }
    const stopSealing = startSealing(app, sealing)
    await work(app, pool)
    await stopSealing()
  } finally {
    await pool.end()
  }
}

async function measure(connection: pg.PoolConfig, folder: string, size: number): Promise<void> {
  const pool = connect({ ...connection, max: 2 })
  await migrate(pool)
  await loadPack(asOwner(pool), 'packs/huerta')
  const people = await fillPeople(pool, actor, size, SEED)
  const served = people.slice(0, SERVED)
  await giveHistory(
    pool,
    served.map(({ id }) => id),
  )
  await pool.query('create extension pg_stat_statements')
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
  const kinds = [
    ['search', searches],
    ['timeline', timelines],
  ] as const
  await withApp(connection, folder, USES, async (app) => {
    for (const [of, questions] of kinds)
      say({ bench: 'rls.cost', of, people: size, aim: 1.3, ...(await oneByOne(app, questions)) })
  })
  await withApp(connection, folder, Infinity, async (app) => {
    for (const [of, questions] of kinds)
      say({ bench: 'rls.cost.busy', of, people: size, ...(await manyAtOnce(app, questions)) })
  })
  await pool.query(`alter system set pg_stat_statements.track = 'top'`)
  await pool.query('select pg_reload_conf()')
  await withApp(connection, folder, Infinity, async (app) => {
    for (const [of, questions] of kinds)
      for (const cost of await statementByStatement(pool, app, questions.slice(0, 300)))
        say({ bench: 'rls.cost.statement', of, people: size, ...cost })
  })
  const { rows } = await pool.query('select count(*)::int as entries from disclosure')
  say({ bench: 'rls.cost.entries', people: size, ...rows[0] })
  await pool.end()
}

for (const size of SIZES) {
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-rls-'))
  await chmod(folder, 0o711)
  const settings = {
    shared_preload_libraries: 'pg_stat_statements',
    'pg_stat_statements.track': 'none',
    'pg_stat_statements.track_planning': 'on',
  }
  const cluster = await startCluster({ folder, log: () => {}, settings })
  try {
    await measure(cluster.connection, folder, size)
  } finally {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
