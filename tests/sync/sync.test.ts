// The guarantees of the sync protocol, one each test: order, once only, nothing lost, nothing blocked, no
// data of others.
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Device } from '../../src/device/device.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { breakPlot, listPlots, notePlot, openPlot, sharePlot, waterPlot, type Plot } from './plots.ts'
import { world, type Transmission, type World } from './world.ts'

let network: TestNetwork
let here: World
const open: Device[] = []

beforeAll(async () => {
  network = await testNetwork()
  here = await world(network)
})
afterEach(() => open.splice(0).forEach((device) => device.close()))

const newId = () => network.newId()
async function someone(organisation: 'garden' | 'roots' = 'garden'): Promise<Actor> {
  return await network.join('Ana', organisation, ['front_desk'])
}
async function phone(actor: Actor, ...transmissions: Transmission[]): Promise<Device> {
  const device = await here.device(actor, transmissions)
  open.push(device)
  return device
}
async function plotOf(person: Id): Promise<Plot | undefined> {
  const { rows } = await network.database.pool.query<Plot>('select * from plot where person = $1', [person])
  return rows[0]
}
const shown = async (device: Device, person: Id) =>
  (await device.people.find(person))?.parts['plots'] as Plot | undefined
const envelope = (seq: number, name: string, input: unknown, more: object = {}) => ({
  id: newId(),
  seq,
  name,
  input,
  occurredAt: '2026-03-01T10:00:00-05:00',
  ...more,
})

test('work done without a network shows at once and arrives once, in order', async () => {
  const ana = await someone()
  const device = await phone(ana, 'lost', 'unanswered', 'doubled')
  const person = newId()
  const opened = await device.enqueue(openPlot, { person, name: 'Rosa' })
  await device.enqueue(waterPlot, { person }, { after: opened })
  expect(await shown(device, person)).toMatchObject({ name: 'Rosa', waterings: 1 })
  expect(await device.flush()).toBe('later')
  expect(await plotOf(person)).toBeUndefined()
  expect(await device.flush()).toBe('later')
  expect(await plotOf(person)).toMatchObject({ waterings: 1 })
  expect(await device.status()).toMatchObject({ pending: 2 })
  expect(await device.flush()).toBe('idle')
  expect(await plotOf(person)).toMatchObject({ waterings: 1 })
  expect(await device.status()).toMatchObject({ connection: 'idle', pending: 0, attention: 0 })
  expect(await shown(device, person)).toEqual({ name: 'Rosa', note: null, version: 2, waterings: 1 })
})

test('a command that a rule refuses on the device is not kept', async () => {
  const device = await phone(await someone())
  const person = newId()
  await expect(device.enqueue(openPlot, { person, name: 'Seca' })).rejects.toMatchObject({
    code: 'plot.weeds',
  })
  await expect(device.enqueue(openPlot, { person } as never)).rejects.toMatchObject({ code: 'input.invalid' })
  expect(await device.status()).toMatchObject({ pending: 0 })
  expect(await device.people.find(person)).toBeUndefined()
})

test('a refused command waits for a person, its dependent commands are parked, and all arrive once it is corrected', async () => {
  const device = await phone(await someone())
  const person = newId()
  const opened = await device.enqueue(openPlot, { person, name: 'Maleza' })
  await device.enqueue(waterPlot, { person }, { after: opened })
  expect(await device.flush()).toBe('idle')
  const [parent, child] = await device.attention()
  expect(parent).toMatchObject({ id: opened, parked: false, problem: { code: 'plot.weeds' } })
  expect(child).toMatchObject({ parked: true, problem: { code: 'command.parked', data: { after: opened } } })
  expect(await shown(device, person)).toBeUndefined()
  await device.resend(opened, { person, name: 'Rosa' })
  expect(await shown(device, person)).toMatchObject({ name: 'Rosa' })
  await device.flush()
  expect(await device.status()).toMatchObject({ pending: 0, attention: 0 })
  expect(await plotOf(person)).toMatchObject({ name: 'Rosa', waterings: 1 })
  await expect(device.resend(opened)).rejects.toMatchObject({ code: 'command.not_kept' })
})

test('discarded work is kept on the server with its reason, and so are the commands that depended on it', async () => {
  const ana = await someone()
  const device = await phone(ana)
  const person = newId()
  const opened = await device.enqueue(openPlot, { person, name: 'Maleza' })
  await device.enqueue(waterPlot, { person }, { after: opened })
  await device.flush()
  await device.discard(opened, 'Se registró dos veces')
  await device.flush()
  expect(await device.status()).toMatchObject({ pending: 0, attention: 0 })
  const { rows } = await network.database.pool.query(
    'select name, outcome, input from command_log where actor = $1 order by seq',
    [ana.user],
  )
  expect(rows.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
    'plot.open rejected',
    'plot.water parked',
    'command.discard applied',
    'command.discard applied',
  ])
  expect(JSON.parse(rows[0].input)).toEqual({ person, name: 'Maleza' })
})

test('two edits of one field are shown with both values, and the one a person chooses is kept', async () => {
  const [ana, bruno] = [await someone(), await someone()]
  const [one, other] = [await phone(ana), await phone(bruno)]
  const person = newId()
  await one.enqueue(openPlot, { person, name: 'Rosa' })
  await one.flush()
  await other.flush()
  await one.enqueue(notePlot, { person, note: 'con sombra', base: 1 })
  await other.enqueue(notePlot, { person, note: 'con sol', base: 1 })
  await one.flush()
  await other.flush()
  const [refused] = await other.attention()
  expect(refused?.problem).toMatchObject({
    code: 'plot.changed_meanwhile',
    data: { version: 2, fields: [{ field: 'note', yours: 'con sol', theirs: 'con sombra' }] },
  })
  expect(await shown(other, person)).toMatchObject({ note: 'con sombra' })
  await other.resend(refused?.id as Id, { person, note: 'con sol', base: 2 })
  await other.flush()
  await one.flush()
  expect(await shown(one, person)).toMatchObject({ note: 'con sol', version: 3 })
})

test('one bad envelope never blocks the others', async () => {
  const ana = await someone()
  const device = newId()
  const person = newId()
  const bad = [
    { ...envelope(2, 'plot.open', {}), surprise: true },
    envelope(3, 'nothing.known', { person }),
    envelope(4, 'plot.break', { person }),
    envelope(5, 'plot.open', { person, name: 'x'.repeat(5000) }),
    envelope(6, 'plot.open', { person, name: 'Ro\u0000sa \ud800' }),
    { ...envelope(7, 'plot.open', { person, name: 'Rosa' }), occurredAt: '0000-02-30T00:00:00Z' },
    envelope(8, 'plot.open', { person, name: 'Rosa' }, { packRelease: 'gone@1.0.0+000' }),
  ]
  const nonsense = [null, 7, 'x', [], { id: 'not an id', seq: 1 }]
  const commands = [
    envelope(1, 'plot.open', { person, name: 'Rosa' }),
    ...nonsense,
    ...bad,
    envelope(9, 'plot.water', { person }),
  ]
  const { status, body } = await here.sync(ana, { device, commands })
  expect(status).toBe(200)
  expect(body.expected).toBe(10)
  expect(body.outcomes.map(({ outcome, problem }) => problem?.code ?? outcome)).toEqual([
    'applied',
    ...nonsense.map(() => 'command.malformed'),
    'command.malformed',
    'command.unknown',
    'command.failed',
    'input.invalid',
    'input.invalid',
    'command.malformed',
    'pack.unknown',
    'applied',
  ])
  const { rows } = await network.database.pool.query(
    `select seq from command_log where device = $1 and outcome = 'rejected' order by seq`,
    [device],
  )
  expect(rows.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6, 7, 8])
  const again = await here.sync(ana, { device, commands })
  expect(
    again.body.outcomes.filter(({ outcome }) => outcome === 'applied').every(({ duplicate }) => duplicate),
  ).toBe(true)
  expect(await plotOf(person)).toMatchObject({ waterings: 1 })
})

test('a command that causes a fault in its handler goes to Needs attention and blocks nothing', async () => {
  const device = await phone(await someone())
  const person = newId()
  await device.enqueue(openPlot, { person, name: 'Rosa' })
  await device.enqueue(breakPlot, { person })
  await device.enqueue(waterPlot, { person })
  expect(await device.flush()).toBe('idle')
  expect(await device.attention()).toMatchObject([
    { name: 'plot.break', problem: { code: 'command.failed' } },
  ])
  expect(await plotOf(person)).toMatchObject({ waterings: 1 })
})

test('a command that is out of turn waits, and is applied in its turn', async () => {
  const ana = await someone()
  const device = newId()
  const person = newId()
  const first = envelope(1, 'plot.open', { person, name: 'Rosa' })
  const second = envelope(2, 'plot.water', { person })
  const early = await here.sync(ana, { device, commands: [second] })
  expect(early.body).toMatchObject({ expected: 1, outcomes: [{ id: second.id, outcome: 'waiting' }] })
  const whole = await here.sync(ana, { device, commands: [first, second] })
  expect(whole.body).toMatchObject({
    expected: 3,
    outcomes: [{ outcome: 'applied' }, { outcome: 'applied' }],
  })
})

test('the same key with different content is refused and changes nothing', async () => {
  const ana = await someone()
  const device = newId()
  const first = envelope(1, 'plot.open', { person: newId(), name: 'Rosa' })
  await here.sync(ana, { device, commands: [first] })
  const { body } = await here.sync(ana, {
    device,
    commands: [{ ...first, input: { person: newId(), name: 'Otra' } }],
  })
  expect(body.outcomes).toMatchObject([{ outcome: 'rejected', problem: { code: 'command.reused' } }])
})

test('a correction of a command that was applied after all is refused', async () => {
  const ana = await someone()
  const person = newId()
  const first = envelope(1, 'plot.open', { person, name: 'Rosa' })
  const again = envelope(2, 'plot.open', { person: newId(), name: 'Rosa' }, { replaces: first.id })
  const { body } = await here.sync(ana, { device: newId(), commands: [first, again] })
  expect(body.outcomes).toMatchObject([
    { outcome: 'applied' },
    { outcome: 'rejected', problem: { code: 'command.already_applied' } },
  ])
})

test('two tabs send every command once', async () => {
  const ana = await someone()
  const [one, other] = [await phone(ana), await phone(ana)]
  const person = newId()
  await one.enqueue(openPlot, { person, name: 'Rosa' })
  await Promise.all([1, 2, 3].flatMap(() => [one, other].map((tab) => tab.enqueue(waterPlot, { person }))))
  await Promise.all([one.flush(), other.flush(), one.flush()])
  expect(await plotOf(person)).toMatchObject({ waterings: 6 })
  expect(await other.status()).toMatchObject({ pending: 0, attention: 0 })
})

test('nobody can use the device of another user', async () => {
  const [ana, eve] = [await someone(), network.actors.eve]
  const device = newId()
  await here.sync(ana, { device, commands: [] })
  const answer = await here.sync(eve, {
    device,
    commands: [envelope(1, 'plot.open', { person: newId(), name: 'Rosa' })],
  })
  expect(answer).toMatchObject({ status: 403, body: { code: 'device.not_yours' } })
})

test('signed out, everything stays on the device until its user signs in again', async () => {
  const ana = await someone()
  const device = await phone(ana)
  const person = newId()
  await device.enqueue(openPlot, { person, name: 'Rosa' })
  here.signedOut.add(ana.user)
  expect(await device.flush()).toBe('signed_out')
  expect(await device.status()).toMatchObject({ pending: 1, attention: 0 })
  here.signedOut.delete(ana.user)
  expect(await device.flush()).toBe('idle')
  expect(await plotOf(person)).toBeDefined()
})

test('a device keeps whom its user may see, and forgets who is no longer shared', async () => {
  const [ana, beto, eve] = [await someone(), await someone('roots'), network.actors.eve]
  const [mine, others, strangers] = [await phone(ana), await phone(beto), await phone(eve)]
  const person = newId()
  await mine.enqueue(openPlot, { person, name: 'Rosa' })
  await mine.enqueue(sharePlot, { person, with: [beto.organisation] })
  await mine.flush()
  await others.flush()
  await strangers.flush()
  expect(await shown(others, person)).toMatchObject({ name: 'Rosa' })
  expect(await strangers.people.find(person)).toBeUndefined()
  await mine.enqueue(sharePlot, { person, with: [] })
  await mine.flush()
  await others.flush()
  expect(await others.people.find(person)).toBeUndefined()
  expect(await others.people.search('rosa')).toEqual([])
})

test('a change committed late by an older transaction still arrives', async () => {
  const ana = await someone()
  const device = await phone(ana)
  const person = newId()
  await device.enqueue(openPlot, { person, name: 'Rosa' })
  await device.flush()
  const slow = await network.database.pool.connect()
  await slow.query('begin')
  await slow.query('select pg_current_xact_id()')
  // A younger transaction commits and is pulled while the older one is still running.
  await device.enqueue(waterPlot, { person })
  await device.flush()
  await slow.query(`update plot set note = 'tarde' where person = $1`, [person])
  await slow.query(
    `insert into fact (subject, id, kind, occurred_on, occurred_at, recorded_at, organisation, actor, command, pack_release)
     values ($1, $2, 'plot.changed', now(), now(), now(), $3, $4, $2, '')`,
    [person, newId(), ana.organisation, ana.user],
  )
  await slow.query('commit')
  slow.release()
  await device.flush()
  expect(await shown(device, person)).toMatchObject({ note: 'tarde' })
})

test('a restored server receives what it lost, and nothing twice', async () => {
  const ana = await someone()
  const device = await phone(ana)
  const [kept, lost] = [newId(), newId()]
  await device.enqueue(openPlot, { person: kept, name: 'Rosa' })
  await device.enqueue(waterPlot, { person: kept })
  await device.enqueue(openPlot, { person: lost, name: 'Sol' })
  await device.flush()
  // As after restoring last night's backup: the last command is gone, and the database has a new identity.
  await network.database.pool.query('delete from plot where person = $1', [lost])
  await network.database.pool.query('delete from fact where subject = $1', [lost])
  await network.database.pool.query(`delete from command_log where actor = $1 and seq > 2`, [ana.user])
  await network.database.pool.query('update installation set id = gen_random_uuid()')
  await device.enqueue(waterPlot, { person: lost })
  await device.flush()
  expect(await device.flush()).toBe('idle')
  expect(await plotOf(kept)).toMatchObject({ waterings: 1 })
  expect(await plotOf(lost)).toMatchObject({ name: 'Sol', waterings: 1 })
  expect(await device.status()).toMatchObject({ pending: 0, attention: 0 })
})

test('a caseload comes in pages, and continues after a broken connection without starting over', async () => {
  const actor = await network.join('Mara', 'fence', ['front_desk'])
  const persons = Array.from({ length: 230 }, newId)
  const commands = (from: number, to: number) =>
    persons
      .slice(from, to)
      .map((person, index) => envelope(from + index + 1, 'plot.open', { person, name: 'Rosa' }))
  const source = newId()
  await here.sync(actor, { device: source, commands: commands(0, 200) })
  await here.sync(actor, { device: source, commands: commands(200, 230) })
  const device = await phone(actor, 'arrives', 'lost')
  expect(await device.flush()).toBe('later')
  expect((await device.people.all(500)).length).toBe(100)
  const before = here.sent.length
  expect(await device.flush()).toBe('idle')
  expect((await device.people.all(500)).length).toBe(230)
  expect(here.sent.length - before).toBe(2)
  expect(await device.ask(listPlots, {})).toMatchObject({
    output: { names: expect.arrayContaining(['Rosa']) },
  })
})

test('a refusal of work done on an open screen is shown there, and Needs attention stays empty', async () => {
  const device = await phone(await someone())
  const person = newId()
  expect(await device.send(openPlot, { person, name: 'Maleza' })).toMatchObject({
    state: 'refused',
    problem: { code: 'plot.weeds' },
  })
  expect(await device.send(openPlot, { person, name: 'Rosa' })).toEqual({
    state: 'done',
    output: { version: 1 },
  })
  expect(await device.status()).toMatchObject({ pending: 0, attention: 0 })
})

test('an account that sends many batches at once does not delay the devices of others', async () => {
  const [ana, beto] = [await someone(), await someone('roots')]
  const slow = Array.from({ length: 4 }, () => newId())
  const client = await network.database.pool.connect()
  try {
    // Another transaction is registering their devices, so each of these exchanges waits.
    await client.query('begin')
    for (const device of slow)
      await client.query(
        `insert into device (id, organisation, holder, registered_at, seen_at) values ($1, $2, $3, now(), now())`,
        [device, ana.organisation, ana.user],
      )
    const waiting = slow.map((device) => here.sync(ana, { device, commands: [] }))
    expect((await here.sync(beto, { device: newId(), commands: [] })).status).toBe(200)
    await client.query('rollback')
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
  } finally {
    client.release()
  }
})
