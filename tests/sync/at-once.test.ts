// Devices and desks at the same moment: batches that lock each other, locks that nobody releases, connections that
// break. Each command ends as if it had been alone, or is not judged at all and sent again.
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { capability as devices } from '../../src/identity/devices/server/capability.ts'
import { anyone, type Actor } from '../../src/kernel/actor.ts'
import { command } from '../../src/kernel/command.ts'
import type { SyncResponse } from '../../src/kernel/envelope.ts'
import { conflict } from '../../src/kernel/problem.ts'
import { actorUnknown } from '../../src/kernel/problems.ts'
import { Id } from '../../src/kernel/words.ts'
import { buildApp, type App } from '../../src/platform/app.ts'
import { on, type Capability } from '../../src/platform/capability.ts'
import { execute } from '../../src/platform/execute.ts'
import { api } from '../../src/platform/http/http.ts'
import { syncRoute } from '../../src/platform/sync/sync.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { atOnce } from '../harness/at-once.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { openPlot, plots, TABLE, waterPlot } from './plots.ts'

const about = z.strictObject({ person: Id })
const plain = { input: about, output: z.object({}), offline: true } as const
const plotSpoilt = conflict('plot.spoilt')

/** What happens in the middle of `plot.meet`, with the process id of its database session. */
let meanwhile: ((session: number) => Promise<void>) | undefined

const moments: Capability = {
  name: 'moments',
  handlers: [
    on(command({ ...plain, name: 'plot.meet', summary: 'Stops in the middle of its transaction.' }), {
      may: anyone,
      async run({ tx }) {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
        await meanwhile?.(rows[0]?.pid ?? 0)
        await sql`select 1`.execute(tx)
        return {}
      },
    }),
    on(
      command({
        ...plain,
        name: 'plot.spoil',
        summary: 'Records, enqueues and opens more than it may see, then is refused.',
        facts: ['plot.changed'],
        refreshes: ['spoilt'],
        problems: [plotSpoilt],
      }),
      {
        may: anyone,
        async run(ctx, { person }) {
          ctx.record('plot.changed', { person, data: {} })
          ctx.enqueue('plot.later', { person }, { key: `spoilt ${person}` })
          await sql`update plot set waterings = 99 where person = ${person}`.execute(ctx.tx)
          await sql`set local app.scope = 'system'`.execute(ctx.tx)
          await sql`set local app.organisation = ${sql.lit(network.organisations.roots)}`.execute(ctx.tx)
          throw plotSpoilt()
        },
      },
    ),
  ],
}

let network: TestNetwork
let ana: Actor
/** A session of the database beside all pools. */
let beside: pg.Client

beforeAll(async () => {
  network = await testNetwork()
  await network.database.pool.query(TABLE)
  ana = network.actors.ana
  beside = new pg.Client(network.database.connection)
  await beside.connect()
  return () => beside.end()
})
afterEach(async () => {
  meanwhile = undefined
  await beside.query('rollback')
})

const built = (more: pg.PoolConfig = {}): App =>
  buildApp([plots, moments, devices], {
    ...network.app,
    appPool: network.app.appPool.another({ max: 8, ...more }),
  })

/** The route of a server, to which users are known by a header. */
function server(app: App) {
  const known = new Map<string, Actor>()
  const count = { asked: 0 }
  const hono = api(
    app,
    async (request) => {
      count.asked++
      const actor = known.get(request.headers.get('x-test-actor') ?? '')
      if (!actor) throw actorUnknown()
      return actor
    },
    [syncRoute],
  )
  return { hono, known, count }
}

/** A device of a user, which sends the same commands until it has an answer. */
async function phone(app: App, steps: readonly [string, object][], at = server(app), of?: Actor) {
  const actor = of ?? (await network.join('Ana', 'garden', ['front_desk']))
  at.known.set(actor.user, actor)
  const commands = steps.map(([name, input], place) => ({
    id: network.newId(),
    seq: place + 1,
    name,
    input,
    occurredAt: '2026-03-01T10:00:00-05:00',
  }))
  const body = JSON.stringify({ device: network.newId(), commands })
  return {
    ids: commands.map(({ id }) => id),
    async send() {
      const headers = { 'x-test-actor': actor.user }
      const response = await at.hono.request('/api/sync', { method: 'POST', body, headers })
      const answer = (await response.json()) as SyncResponse & { code?: string }
      const outcomes = answer.outcomes?.map(({ outcome, ...one }) =>
        'problem' in one ? one.problem?.code : outcome,
      )
      return {
        status: response.status,
        code: answer.code,
        outcomes,
        retry: response.headers.get('retry-after'),
      }
    },
  }
}

async function plot(app: App): Promise<Id> {
  const person = network.newId()
  await execute(app, ana, { id: network.newId(), name: openPlot.name, input: { person, name: 'Rosa' } })
  return person
}
const rowsOf = async (text: string, values: unknown[]) =>
  (await network.database.pool.query(text, values)).rows
const waterings = async (...persons: Id[]) =>
  (await rowsOf('select waterings from plot where person = any ($1) order by person', [persons])).map(
    (row) => row.waterings as number,
  )
const logged = (ids: readonly Id[]) =>
  rowsOf('select outcome from command_log where id = any ($1)', [ids]).then((rows) =>
    rows.map((row) => row.outcome as string),
  )

test('two devices that change the same plots in opposite order both succeed, once', async () => {
  const app = built()
  const [one, two] = [await plot(app), await plot(app)]
  // Both hold their first plot before either asks for its second.
  let arrived = 0
  let go = () => {}
  const both = new Promise<void>((done) => (go = done))
  meanwhile = async () => {
    if (++arrived === 2) go()
    await both
  }
  const water = (person: Id): [string, object] => [waterPlot.name, { person }]
  const meet: [string, object] = ['plot.meet', { person: one }]
  const phones = await Promise.all([
    phone(app, [water(one), meet, water(two)]),
    phone(app, [water(two), meet, water(one)]),
  ])
  const answers = await Promise.all(phones.map(({ send }) => send()))
  expect(answers.map(({ outcomes }) => outcomes)).toEqual(Array(2).fill(Array(3).fill('applied')))
  // One of the two was undone and began again.
  expect(arrived).toBeGreaterThan(2)
  expect(await waterings(one, two)).toEqual([2, 2])
  const facts = await rowsOf(`select from fact where subject = any ($1) and kind = 'plot.changed'`, [
    [one, two],
  ])
  expect(facts).toHaveLength(2 + 4)
})

test('a lock that nobody releases keeps a device waiting for a bounded time, and a desk beside it not at all', async () => {
  const app = built({ lock_timeout: 200 })
  const [held, free] = [await plot(app), await plot(app)]
  await beside.query('begin')
  await beside.query('select from plot where person = $1 for update', [held])
  const { ids, send } = await phone(app, [
    [waterPlot.name, { person: free }],
    [waterPlot.name, { person: held }],
    [waterPlot.name, { person: free }],
  ])
  const waiting = send()
  const desk = { id: network.newId(), name: waterPlot.name, input: { person: free } }
  expect(await execute(app, ana, desk)).toMatchObject({ outcome: 'applied' })
  const first = await waiting
  expect(first).toMatchObject({ status: 503, code: 'server.busy' })
  expect(first.retry).toBe('5')
  // The desk too: nothing is decided, and nothing refused.
  const late = { id: network.newId(), name: waterPlot.name, input: { person: held } }
  await expect(execute(app, ana, late)).rejects.toMatchObject({ code: '55P03' })
  expect(await logged([...ids.slice(1), late.id])).toEqual([])

  await beside.query('rollback')
  expect((await send()).outcomes).toEqual(['applied', 'applied', 'applied'])
  expect(await execute(app, ana, late)).toMatchObject({ outcome: 'applied' })
  expect(await waterings(held, free)).toEqual([2, 3])
})

test('a transaction whose program falls silent is ended by the database, and what waited for it goes on', async () => {
  const app = built()
  const person = await plot(app)
  const silent = await app.appPool.another({ max: 1, idle_in_transaction_session_timeout: 100 }).connect()
  await silent.query(`begin; set local role arraigo_app; set local app.scope = 'system'`)
  await silent.query('select from plot where person = $1 for update', [person])
  const order = { id: network.newId(), name: waterPlot.name, input: { person } }
  expect(await execute(app, ana, order)).toMatchObject({ outcome: 'applied' })
  silent.release(true)
})

test('a command whose connection breaks is not refused: the device sends it again', async () => {
  const app = built()
  const person = await plot(app)
  const cut = async (session: number) =>
    void (await beside.query('select pg_terminate_backend($1)', [session]))
  for (const steps of [
    [['plot.meet', { person }]],
    [
      [waterPlot.name, { person }],
      ['plot.meet', { person }],
    ],
  ] as [string, object][][]) {
    const { ids, send } = await phone(app, steps)
    meanwhile = cut
    expect(await send()).toMatchObject({ status: 503, code: 'server.busy' })
    expect(await logged(ids)).toEqual([])
    meanwhile = undefined
    expect((await send()).outcomes).toEqual(steps.map(() => 'applied'))
  }
  expect(await waterings(person)).toEqual([1])
})

test.each([1, 2])(
  'of %i commands whose commit took effect and was never confirmed none is refused or done twice',
  async (count) => {
    const app = built()
    const person = await plot(app)
    const device = await phone(app, Array<[string, object]>(count).fill([waterPlot.name, { person }]))
    let armed = true
    const cutAfterCommit = (client: pg.PoolClient) => {
      const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
      const cutting = async (...given: unknown[]) => {
        const done = await query(...given)
        if (given[0] !== 'commit' || !armed) return done
        // Not of a pool, which lends no second connection to the work that holds one.
        const found = await beside.query('select from command_log where id = any ($1)', [device.ids])
        if (found.rowCount === 0) return done
        armed = false
        ;(client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
        throw new Error('Connection terminated unexpectedly')
      }
      client.query = cutting as typeof client.query
    }
    app.appPool.on('acquire', cutAfterCommit)
    expect(await device.send()).toMatchObject({ status: 503, code: 'server.busy' })
    app.appPool.off('acquire', cutAfterCommit)
    expect(armed).toBe(false)
    expect(await logged(device.ids)).toEqual(Array(count).fill('applied'))
    expect((await device.send()).outcomes).toEqual(Array(count).fill('applied'))
    expect(await waterings(person)).toEqual([count])
  },
)

test('what is cancelled by an administrator is not refused either', async () => {
  const app = built()
  const person = await plot(app)
  await beside.query('begin')
  await beside.query('select from plot where person = $1 for update', [person])
  const { ids, send } = await phone(app, [[waterPlot.name, { person }]])
  const sent = send()
  const cancelled = `select pg_cancel_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  await expect.poll(async () => (await network.database.pool.query(cancelled)).rowCount).toBe(1)
  expect(await sent).toMatchObject({ status: 503, code: 'server.busy' })
  expect(await logged(ids)).toEqual([])
  await beside.query('rollback')
  expect((await send()).outcomes).toEqual(['applied'])
})

test('one command sent twice at the same moment is done once, and both requests get its result', async () => {
  const client = network.http(ana)
  const [id, person, other] = [network.newId(), network.newId(), network.newId()]
  const register = (of: Id) => () =>
    client.post('person.register', { id: of, searched: 'file', called: 'Lina' }, { 'idempotency-key': id })
  const ends = await atOnce(network.database.pool, 'command_log', [register(person), register(person)])
  const answers = ends.map((end) => (end.status === 'fulfilled' ? end.value : end.reason))
  expect(answers.map(({ status, body }) => [status, body.id])).toEqual([
    [200, person],
    [200, person],
  ])
  expect(new Set(answers.map(({ headers }) => headers.get('idempotency-replayed')))).toEqual(
    new Set([null, 'true']),
  )
  expect(await rowsOf('select kind from fact where subject = $1', [person])).toEqual([
    { kind: registerPerson.facts?.[0] },
  ])
  // With another input it is another command, whichever comes first.
  const next = network.newId()
  const post = (of: Id) => () =>
    client.post('person.register', { id: of, searched: 'file', called: 'Lina' }, { 'idempotency-key': next })
  const differing = await atOnce(network.database.pool, 'command_log', [post(other), post(network.newId())])
  const codes = differing.map((end) => (end.status === 'fulfilled' ? end.value : end.reason))
  expect(new Set(codes.map(({ body }) => body.code ?? 'done'))).toEqual(new Set(['command.reused', 'done']))
})

test('what became of a command is asked without doing it, by its own sender alone', async () => {
  const client = network.http(ana)
  const [id, person] = [network.newId(), network.newId()]
  const input = { id: person, searched: 'file', called: 'Lina' }
  const post = (more: object, by = client) =>
    by.post('person.register', input, { 'idempotency-key': id, ...more })
  const only = { 'idempotency-replay': 'only' }
  expect((await post(only)).status).toBe(204)
  expect(await rowsOf('select from fact where subject = $1', [person])).toEqual([])
  expect(await post({})).toMatchObject({ status: 200, body: { id: person } })
  expect(await post(only)).toMatchObject({ status: 200, body: { id: person } })
  const another = network.http(network.actors.clara)
  expect(await post(only, another)).toMatchObject({ status: 409, body: { code: 'command.reused' } })
  expect(await rowsOf('select kind from fact where subject = $1', [person])).toHaveLength(1)
})

test('nothing of a refused command is left for those after it in its transaction', async () => {
  const app = built()
  const person = await plot(app)
  const told: (readonly string[])[] = []
  app.committed.add((nouns) => void told.push(nouns))
  const { send, ids } = await phone(app, [
    [waterPlot.name, { person }],
    ['plot.spoil', { person }],
    [waterPlot.name, { person }],
    ['plot.spoil', { person }],
  ])
  expect((await send()).outcomes).toEqual(['applied', 'plot.spoilt', 'applied', 'plot.spoilt'])
  expect(await waterings(person)).toEqual([2])
  const facts = await rowsOf('select organisation, command from fact where command = any ($1) order by id', [
    ids,
  ])
  expect(facts).toEqual(
    [ids[0], ids[2]].map((of) => ({ organisation: network.organisations.garden, command: of })),
  )
  expect(
    await rowsOf('select from graphile_worker._private_jobs where key = $1', [`spoilt ${person}`]),
  ).toEqual([])
  expect(told.flat()).not.toContain('spoilt')
  expect(told).toHaveLength(1)
})

test('who waited for their turn is asked again who they are: what ended meanwhile is not used', async () => {
  const app = built()
  const person = await plot(app)
  const at = server(app)
  const rosa = await network.join('Rosa', 'garden', ['front_desk'])
  let arrived = () => {}
  let go = () => {}
  const inside = new Promise<void>((done) => (arrived = done))
  const gate = new Promise<void>((done) => (go = done))
  meanwhile = async () => {
    arrived()
    await gate
  }
  const first = await phone(app, [['plot.meet', { person }]], at, rosa)
  const second = await phone(app, [[waterPlot.name, { person }]], at, rosa)
  const one = first.send()
  await inside
  const two = second.send()
  // Each is asked for before and after its body is read; then the second waits, for it is of the same account.
  await expect.poll(() => at.count.asked).toBe(4)
  at.known.delete(rosa.user)
  go()
  expect(await one).toMatchObject({ status: 200, outcomes: ['applied'] })
  expect(await two).toMatchObject({ status: 401, code: 'actor.unknown' })
  expect(await waterings(person)).toEqual([0])
})
