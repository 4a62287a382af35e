// Lists on devices: only what changed is sent, what left the list is withdrawn, and edits meet as for people.
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Device } from '../../src/device/device.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import type { ListChanges } from '../../src/kernel/envelope.ts'
import type { Id } from '../../src/kernel/words.ts'
import { listDevices } from '../../src/identity/devices/operations.ts'
import { run } from '../../src/platform/execute.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { addBed, bedList, noteBed, removeBed, rota, type Bed } from './beds.ts'
import { openPlot, sharePlot } from './plots.ts'
import { world, type Transmission, type World } from './world.ts'

let network: TestNetwork
let here: World
let ana: Actor
const open: Device[] = []

beforeAll(async () => {
  network = await testNetwork()
  here = await world(network)
})
beforeEach(async () => {
  await network.database.pool.query('delete from bed')
  ana = await network.join('Ana', 'garden', ['front_desk'])
})
afterEach(() => open.splice(0).forEach((device) => device.close()))

const newId = () => network.newId()
async function phone(actor: Actor, ...transmissions: Transmission[]): Promise<Device> {
  const device = await here.device(actor, transmissions)
  open.push(device)
  return device
}
/** At the desk, with a network and without a device. */
async function dig(name: string, gardener?: Id, actor = ana): Promise<Id> {
  const id = newId()
  await run(here.app, actor, addBed, { id, name, ...(gardener && { gardener }) })
  return id
}
const namesOn = async (device: Device) =>
  (await device.lists())
    .all<Bed>(bedList)
    .map(({ name }) => name)
    .sort()

/** One exchange as a handwritten device would send it, with the answer for one list. */
async function pull(actor: Actor, device: Id, cursor: string | null, name = 'beds') {
  const { body } = await here.sync(actor, { device, commands: [], lists: [{ name, cursor }] })
  return body.lists?.find((one) => one.name === name)
}
/** The same until there is no more. */
async function pullAll(actor: Actor, device: Id, cursor: string | null, name = 'beds') {
  const pages: ListChanges[] = []
  for (;;) {
    const page = await pull(actor, device, pages.at(-1)?.cursor ?? cursor, name)
    if (page) pages.push(page)
    if (!page?.more) return pages
  }
}

test('an exchange sends the documents that changed since the last one, and withdraws those that left', async () => {
  const [rosa, sol] = [await dig('Rosa'), await dig('Sol')]
  const device = newId()
  const first = await pull(ana, device, null)
  expect(first).toMatchObject({ reset: true, withdrawn: [], more: false })
  expect(first?.documents.map(({ id }) => id).sort()).toEqual([rosa, sol].sort())
  const cursor = first?.cursor as string
  expect(await pull(ana, device, cursor)).toBeUndefined()
  await run(here.app, ana, noteBed, { id: rosa, note: 'con sombra', base: 1 })
  await run(here.app, ana, removeBed, { id: sol })
  const next = await pull(ana, device, cursor)
  expect(next).toMatchObject({ reset: false, documents: [{ id: rosa }], withdrawn: [sol] })
  expect(await pull(ana, device, next?.cursor as string)).toBeUndefined()
})

test('after a lost answer the same changes are sent again', async () => {
  const [rosa, sol] = [await dig('Rosa'), await dig('Sol')]
  const device = newId()
  const cursor = (await pull(ana, device, null))?.cursor as string
  await run(here.app, ana, removeBed, { id: sol })
  const lirio = await dig('Lirio')
  const lost = await pull(ana, device, cursor)
  expect(lost).toMatchObject({ documents: [{ id: lirio }], withdrawn: [sol] })
  expect(await pull(ana, device, cursor)).toMatchObject({ documents: [{ id: lirio }], withdrawn: [sol] })
  await run(here.app, ana, noteBed, { id: rosa, note: 'con sol', base: 1 })
  const again = await pull(ana, device, cursor)
  expect(again?.documents.map(({ id }) => id).sort()).toEqual([rosa, lirio].sort())
})

test('a document that changes and changes back while answers are lost is as on the server', async () => {
  const rosa = await dig('Rosa')
  const device = newId()
  const cursor = (await pull(ana, device, null))?.cursor as string
  const rename = (name: string) =>
    network.database.pool.query('update bed set name = $2 where id = $1', [rosa, name])
  await rename('Violeta')
  await pull(ana, device, cursor)
  await rename('Rosa')
  expect(await pull(ana, device, cursor)).toBeUndefined()
  await rename('Violeta')
  expect(await pull(ana, device, cursor)).toMatchObject({ documents: [{ document: { name: 'Violeta' } }] })
})

test('a change that commits late is not missed', async () => {
  const device = newId()
  const client = await network.database.pool.connect()
  const late = newId()
  try {
    await client.query('begin')
    await client.query(`insert into bed (id, organisation, name) values ($1, $2, 'Tarde')`, [
      late,
      ana.organisation,
    ])
    const early = await dig('Temprano')
    const first = await pull(ana, device, null)
    expect(first?.documents.map(({ id }) => id)).toEqual([early])
    await client.query('commit')
    expect(await pull(ana, device, first?.cursor as string)).toMatchObject({ documents: [{ id: late }] })
  } finally {
    client.release()
  }
})

test('a long list is sent in pages, which a broken connection does not begin anew', async () => {
  await network.database.pool.query(
    `insert into bed (id, organisation, name) select gen_random_uuid(), $1, 'Bed ' || i from generate_series(1, 1200) i`,
    [ana.organisation],
  )
  const device = newId()
  const first = await pull(ana, device, null)
  expect(first?.documents).toHaveLength(500)
  const second = await pull(ana, device, first?.cursor as string)
  const secondAgain = await pull(ana, device, first?.cursor as string)
  expect(second).toMatchObject({ reset: false, more: true })
  expect(secondAgain?.documents).toEqual(second?.documents)
  const rest = await pullAll(ana, device, secondAgain?.cursor as string)
  const ids = [first, secondAgain, ...rest].flatMap((page) => page?.documents ?? []).map(({ id }) => id)
  expect([ids.length, new Set(ids).size]).toEqual([1200, 1200])
})

test('an answer is bounded in bytes, over all lists, and a document that is too large is left out', async () => {
  const long = 'x'.repeat(2000)
  for (let bed = 0; bed < 200; bed++) await dig(`${bed} ${long}`.slice(0, 2000))
  await network.database.pool.query(`update bed set note = repeat('y', 200000) where name like '7 %'`)
  const device = newId()
  const { body } = await here.sync(ana, {
    device,
    commands: [],
    lists: [
      { name: 'beds', cursor: null },
      { name: 'rota', cursor: null },
    ],
  })
  expect(JSON.stringify(body).length).toBeLessThan(300_000)
  expect(body.lists).toMatchObject([
    { name: 'beds', more: true },
    { name: 'rota', more: true, cursor: null, documents: [] },
  ])
  const pages = await pullAll(ana, device, null)
  expect(pages.flatMap(({ documents }) => documents)).toHaveLength(199)
})

test('after a lost page, what does not fit into a smaller one follows in the next', async () => {
  const nilo = newId()
  await run(here.app, ana, openPlot, { person: nilo, name: 'Nilo' })
  const long = 'x'.repeat(2000)
  for (let bed = 0; bed < 200; bed++) await dig(`${bed} ${long}`.slice(0, 2000), bed < 100 ? nilo : undefined)
  const device = newId()
  const first = await pull(ana, device, null)
  const lost = await pull(ana, device, first?.cursor as string)
  expect(lost?.more).toBe(false)
  // Another list comes first in the same answer and leaves less room.
  const { body } = await here.sync(ana, {
    device,
    commands: [],
    lists: [
      { name: 'rota', cursor: null },
      { name: 'beds', cursor: first?.cursor as string },
    ],
  })
  const second = body.lists?.find(({ name }) => name === 'beds')
  expect(second?.more).toBe(true)
  expect(second?.documents.length).toBeLessThan(lost?.documents.length ?? 0)
  const rest = await pullAll(ana, device, second?.cursor as string)
  const ids = [first, second, ...rest].flatMap((page) => page?.documents ?? []).map(({ id }) => id)
  expect([ids.length, new Set(ids).size]).toEqual([200, 200])
})

test('what was withdrawn is forgotten in the end, and an older cursor fetches the list anew', async () => {
  const [rosa, sol] = [await dig('Rosa'), await dig('Sol')]
  const device = newId()
  const old = (await pull(ana, device, null))?.cursor as string
  await run(here.app, ana, removeBed, { id: sol })
  const cursor = (await pull(ana, device, old))?.cursor as string
  const before = network.clock.now
  const held = async () => {
    const text = 'select document from device_document where device = $1'
    return (await network.database.pool.query(text, [device])).rowCount
  }
  try {
    network.clock.advance(8)
    // Nothing changed, and the cursor is renewed all the same.
    const renewed = await pull(ana, device, cursor)
    expect(renewed).toMatchObject({ reset: false, documents: [], withdrawn: [] })
    expect(renewed?.cursor).not.toBe(cursor)
    network.clock.advance(28)
    expect(await pull(ana, device, cursor)).toMatchObject({ reset: true, documents: [{ id: rosa }] })
    const later = await pull(ana, device, renewed?.cursor as string)
    expect([later?.reset ?? false, await held()]).toEqual([false, 2])
    network.clock.advance(29)
    await pull(ana, device, later?.cursor as string)
    expect(await held()).toBe(1)
    expect(await pull(ana, device, old)).toMatchObject({ reset: true, documents: [{ id: rosa }] })
  } finally {
    network.clock.now = before
  }
})

test('another role or centre fetches the list anew; a list nobody offers is emptied', async () => {
  await dig('Rosa')
  const device = newId()
  const cursor = (await pull(ana, device, null))?.cursor as string
  const promoted: Actor = {
    ...ana,
    grants: [...ana.grants, ...(await network.join('Eva', 'garden', ['coordinator'])).grants],
  }
  const reset = await pull(promoted, device, cursor)
  expect(reset).toMatchObject({ reset: true, documents: [{ document: { name: 'Rosa' } }] })
  // Of the centre and the team depends only a list with such a scope.
  const moved: Actor = { ...promoted, centre: newId() }
  expect(await pull(moved, device, reset?.cursor as string)).toBeUndefined()
  const turns = (await pull(ana, device, null, 'rota'))?.cursor as string
  expect(await pull({ ...ana, centre: newId() }, device, turns, 'rota')).toMatchObject({ reset: true })
  expect(await pull(ana, device, cursor, 'greenhouses')).toMatchObject({ reset: true, documents: [] })
})

test('each organisation has its own list', async () => {
  await dig('Rosa')
  const beto = await network.join('Beto', 'roots', ['front_desk'])
  await dig('Ceiba', undefined, beto)
  const [one, other] = [await phone(ana), await phone(beto)]
  await Promise.all([one.flush(), other.flush()])
  expect([await namesOn(one), await namesOn(other)]).toEqual([['Rosa'], ['Ceiba']])
})

test('an older device, which asks for no list, is answered as before', async () => {
  await dig('Rosa')
  const { body } = await here.sync(ana, { device: newId(), commands: [], pull: { cursor: null } })
  expect(Object.keys(body).sort()).toEqual([
    'changes',
    'cursor',
    'database',
    'expected',
    'more',
    'outcomes',
    'packRelease',
  ])
})

test('a list that cannot be read holds back neither results nor other lists, and is asked for again', async () => {
  const device = await phone(ana)
  await device.enqueue(addBed, { id: newId(), name: 'Rosa' })
  const broken = here.app.lists.get('rota') as { documents: unknown }
  const { documents } = broken
  broken.documents = () => Promise.reject(new TypeError('a fault in a list'))
  try {
    expect(await device.flush()).toBe('idle')
  } finally {
    broken.documents = documents
  }
  expect(await device.status()).toMatchObject({ pending: 0 })
  expect(await namesOn(device)).toEqual(['Rosa'])
})

test('people in a list are in the disclosure log, are withdrawn when the sharing ends, and counted on a lost device', async () => {
  const beto = await network.join('Beto', 'roots', ['front_desk'])
  const nilo = newId()
  await run(here.app, beto, openPlot, { person: nilo, name: 'Nilo' })
  const turn = await dig('Rosa', nilo)
  const device = newId()
  const none = await pull(ana, device, null, 'rota')
  expect(none?.documents).toEqual([])
  await run(here.app, beto, sharePlot, { person: nilo, with: [ana.organisation] })
  const given = await pull(ana, device, none?.cursor as string, 'rota')
  expect(given?.documents).toMatchObject([{ id: turn, document: { gardener: nilo } }])
  const { pool } = network.database
  const looked = () =>
    pool.query('select fields, purpose, via from disclosure where person = $1 and actor = $2', [
      nilo,
      ana.user,
    ])
  expect((await looked()).rows).toEqual([{ fields: ['rota'], purpose: 'offline_work', via: 'sync' }])
  const onIt = async () =>
    (
      await pool.query<{ persons: Id[] }>(
        'select persons from device_document where device = $1 and withdrawn_at is null',
        [device],
      )
    ).rows
  expect(await onIt()).toEqual([{ persons: [nilo] }])
  expect((await network.ask(listDevices, {}, ana)).devices).toMatchObject([{ id: device, people: 1 }])
  await run(here.app, beto, sharePlot, { person: nilo, with: [] })
  expect(await pull(ana, device, given?.cursor as string, 'rota')).toMatchObject({
    documents: [],
    withdrawn: [turn],
  })
  expect([(await looked()).rowCount, await onIt()]).toEqual([1, []])
})

test('a document that names an erased person is withdrawn', async () => {
  const nilo = newId()
  await network.execute(
    registerPerson,
    { id: nilo, givenNames: 'Nilo', firstSurname: 'Paz', searched: 'everywhere' },
    ana,
  )
  await run(here.app, ana, openPlot, { person: nilo, name: 'Nilo' })
  const turn = await dig('Rosa', nilo)
  const device = await phone(ana)
  await device.flush()
  expect((await device.lists()).find(rota, turn)).toBeDefined()
  await network.database.pool.query(`update person set erased_on = '2026-03-02' where person = $1`, [nilo])
  await device.flush()
  expect((await device.lists()).find(rota, turn)).toBeUndefined()
})
