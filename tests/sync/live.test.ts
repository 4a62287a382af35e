// Open screens are notified of changes, wherever they were committed, and of nothing that is not theirs.
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../src/kernel/actor.ts'
import { ANSWER_MARK, API_VERSION } from '../../src/kernel/answer-mark.ts'
import { run } from '../../src/platform/execute.ts'
import { CHANNEL, startNotifications } from '../../src/platform/notify.ts'
import { earlierTransactionsEnded } from '../harness/earlier-transactions.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { countPlots, openPlot, sharePlot } from './plots.ts'
import { world, type World } from './world.ts'

let network: TestNetwork
let here: World
const open: AbortController[] = []

beforeAll(async () => {
  network = await testNetwork()
  here = await world(network)
  startNotifications(here.app)
})
afterEach(() => open.splice(0).forEach((controller) => controller.abort()))

type Message = { event: string; id: string; data: { kinds?: string[]; persons?: string[] } }

/** A screen: reads the stream as a browser does, one event at a time. */
async function screen(actor: Actor, last?: string): Promise<{ next(): Promise<Message>; close(): void }> {
  await earlierTransactionsEnded(network.database.pool)
  const controller = new AbortController()
  open.push(controller)
  const response = await here.request(actor, '/api/live', {
    signal: controller.signal,
    headers: last === undefined ? {} : { 'last-event-id': last },
  })
  expect(response.headers.get(ANSWER_MARK)).toBe(API_VERSION)
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  let text = ''
  async function next(): Promise<Message> {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end < 0) {
        const { value, done } = await reader.read()
        if (done) throw new Error('The stream ended.')
        text += new TextDecoder().decode(value)
        continue
      }
      const lines = text.slice(0, end).split('\n')
      text = text.slice(end + 2)
      const field = (name: string) =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? ''
      if (field('event') !== '')
        return { event: field('event'), id: field('id'), data: JSON.parse(field('data')) }
    }
  }
  return { next, close: () => controller.abort() }
}

async function plant(): Promise<string> {
  const person = network.newId()
  await run(here.app, network.actors.ana, openPlot, { person, name: 'Rosa' })
  return person
}

test('a screen is notified about a person of its own organisation', async () => {
  const ana = await screen(network.actors.ana)
  expect((await ana.next()).event).toBe('ready')
  const person = await plant()
  expect(await ana.next()).toMatchObject({
    event: 'fact',
    data: { kinds: ['plot.changed'], persons: [person] },
  })
})

test('an outsider is not notified; an organisation with which the person is shared is', async () => {
  const [beto, eve] = [await screen(network.actors.beto), await screen(network.actors.eve)]
  await beto.next()
  await eve.next()
  const hidden = await plant()
  const shared = await plant()
  await run(here.app, network.actors.ana, sharePlot, {
    person: shared,
    with: [network.organisations.roots],
  })
  await run(here.app, network.actors.ana, sharePlot, {
    person: hidden,
    with: [network.organisations.fence],
  })
  expect((await beto.next()).data.persons).toEqual([shared])
  expect((await eve.next()).data.persons).toEqual([hidden])
})

test('a screen that was disconnected receives on its return what it missed', async () => {
  const before = await screen(network.actors.ana)
  const { id } = await before.next()
  before.close()
  const person = await plant()
  const after = await screen(network.actors.ana, id)
  expect((await after.next()).event).toBe('ready')
  expect((await after.next()).data.persons).toContain(person)
})

test('a screen served by another process is notified too', async () => {
  const other = await world({
    ...network,
    database: { ...network.database, pool: { query: async () => {} } as never },
  })
  const ana = await screen(network.actors.ana)
  await ana.next()
  const stop = startNotifications(other.app)
  const person = network.newId()
  await run(other.app, network.actors.ana, openPlot, { person, name: 'Sol' })
  await stop()
  // What was committed just before she connected may come first: a notification is sent twice rather than
  // missed.
  let heard: readonly string[] = []
  while (!heard.includes(person)) heard = (await ana.next()).data.persons ?? []
  expect(heard).toContain(person)
})

test('every screen is notified that a list about no person changed, and not whose', async () => {
  const fina = await screen(network.actors.fina)
  expect((await fina.next()).event).toBe('ready')
  await run(here.app, network.actors.ana, countPlots, {})
  expect((await fina.next()).data).toEqual({ kinds: ['plot'], persons: [] })
})

test('a database notification from another sender stops nothing: PostgreSQL lets every role send it', async () => {
  const fina = await screen(network.actors.fina)
  await fina.next()
  for (const payload of [
    'x',
    '{}',
    'null',
    '7',
    '[7]',
    '[null]',
    '["Lina lives there"]',
    `["${'a'.repeat(100)}"]`,
  ])
    await network.database.appPool.query('select pg_notify($1, $2)', [CHANNEL, payload])
  await run(here.app, network.actors.ana, countPlots, {})
  expect((await fina.next()).data).toEqual({ kinds: ['plot'], persons: [] })
})

test('the stream needs a session', async () => {
  expect((await here.request(null, '/api/live')).status).toBe(401)
})

test('a screen that names a position of long ago is told of kinds, without reading every fact since', async () => {
  await plant()
  // Transactions as a busy day leaves them.
  await network.database.pool.query(`do $$ begin
    for n in 1..20001 loop perform pg_current_xact_id(); commit; end loop; end $$`)
  const ana = await screen(network.actors.ana, '0')
  expect((await ana.next()).event).toBe('ready')
  const { data } = await ana.next()
  expect(data.kinds).toContain('plot.changed')
  expect(data.persons).toEqual([])
  // One who may not read about people is told no more than of results.
  const fina = await screen(network.actors.fina, '0')
  expect((await fina.next()).event).toBe('ready')
  await run(here.app, network.actors.ana, countPlots, {})
  const told = (await fina.next()).data.kinds ?? []
  expect(told.filter((kind) => kind !== 'plot' && !kind.startsWith('outcome.'))).toEqual([])
})

// The last one: those before wait for ids, which later screens are not sent while so much is new.
test('more changes than a screen is sent by id are sent by kind', async () => {
  const before = await screen(network.actors.ana)
  const { id } = await before.next()
  before.close()
  await plant()
  // As many changes of as many people as an import of a register leaves within a second.
  await network.database.pool.query(`
    insert into fact
    select (jsonb_populate_record(null::fact, to_jsonb(f) ||
      jsonb_build_object(
      'id', gen_random_uuid(), 'subject', gen_random_uuid(), 'xid', pg_current_xact_id()::text))).*
    from (select * from fact where kind = 'plot.changed' limit 1) f, generate_series(1, 600)`)
  const after = await screen(network.actors.ana, id)
  expect((await after.next()).event).toBe('ready')
  const { data } = await after.next()
  expect(data).toMatchObject({ kinds: ['plot.changed'] })
  // One for each kind and set of organisations.
  expect(data.persons?.length).toBeLessThan(10)
})
