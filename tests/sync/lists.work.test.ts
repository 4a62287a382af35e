// Work on the list documents of a device: shown at once, sent once, and edits meet as for people.
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Device } from '../../src/device/device.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { run } from '../../src/platform/execute.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { addBed, bedList, noteBed, removeBed, type Bed } from './beds.ts'
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
async function dig(name: string): Promise<Id> {
  const id = newId()
  await run(here.app, ana, addBed, { id, name })
  return id
}
const namesOn = async (device: Device) =>
  (await device.lists())
    .all<Bed>(bedList)
    .map(({ name }) => name)
    .sort()

test('work on a list shows at once, arrives once, and a rule that refuses it keeps nothing', async () => {
  const device = await phone(ana, 'lost', 'unanswered')
  const id = newId()
  await device.enqueue(addBed, { id, name: 'Rosa' })
  await device.enqueue(noteBed, { id, note: 'con sombra', base: 1 })
  await expect(device.enqueue(addBed, { id: newId(), name: 'Ortigas' })).rejects.toMatchObject({
    code: 'bed.nettles',
  })
  await expect(device.enqueue(noteBed, { id: newId(), note: 'nada', base: 1 })).rejects.toMatchObject({
    code: 'bed.unknown',
  })
  expect((await device.lists()).all(bedList)).toMatchObject([{ name: 'Rosa', note: 'con sombra' }])
  expect(await device.flush()).toBe('later')
  expect(await device.flush()).toBe('later')
  expect((await device.lists()).all(bedList)).toMatchObject([{ name: 'Rosa', note: 'con sombra' }])
  expect(await device.flush()).toBe('idle')
  expect((await device.lists()).all(bedList)).toMatchObject([{ note: 'con sombra', version: 2 }])
  await device.enqueue(removeBed, { id })
  expect(await namesOn(device)).toEqual([])
  await device.flush()
  expect(await namesOn(device)).toEqual([])
  expect(await device.status()).toMatchObject({ pending: 0, attention: 0 })
})

test('two edits of one document are shown with both values, and the one a person chooses is kept', async () => {
  const id = await dig('Rosa')
  const [one, other] = [await phone(ana), await phone(await network.join('Bruno', 'garden', ['front_desk']))]
  await Promise.all([one.flush(), other.flush()])
  await one.enqueue(noteBed, { id, note: 'con sombra', base: 1 })
  // The second edit is made on the first one, which the server has not seen: both carry the server's version.
  await other.enqueue(noteBed, { id, note: 'con sol', base: 1 })
  await other.enqueue(noteBed, { id, note: 'con mucho sol', base: 1 })
  await one.flush()
  await other.flush()
  const [refused, second] = await other.attention()
  expect(refused?.problem).toMatchObject({
    code: 'bed.changed_meanwhile',
    data: { version: 2, fields: [{ field: 'note', yours: 'con sol', theirs: 'con sombra' }] },
  })
  expect(second?.problem?.code).toBe('bed.changed_meanwhile')
  expect(await other.labels(refused as never)).toEqual(['Rosa'])
  expect((await other.lists()).find(bedList, id)).toMatchObject({ note: 'con sombra', version: 2 })
  await other.discard(refused?.id as Id, 'la otra basta')
  await other.resend(second?.id as Id, { id, note: 'con mucho sol', base: 2 })
  expect((await other.lists()).find(bedList, id)).toMatchObject({ note: 'con mucho sol' })
  await other.flush()
  await one.flush()
  expect((await one.lists()).find(bedList, id)).toMatchObject({ note: 'con mucho sol', version: 3 })
})

test('pending work is applied again to a newer document, and stays when the document is withdrawn', async () => {
  const id = await dig('Rosa')
  const device = await phone(ana)
  await device.flush()
  await network.database.pool.query(`update bed set name = 'Rosaleda' where id = $1`, [id])
  const bruno = await phone(await network.join('Bruno', 'garden', ['front_desk']))
  await bruno.flush()
  await bruno.enqueue(noteBed, { id, note: 'con sombra', base: 1 })
  expect((await bruno.lists()).find(bedList, id)).toMatchObject({ name: 'Rosaleda', note: 'con sombra' })
  await run(here.app, ana, removeBed, { id })
  await bruno.flush()
  expect((await bruno.lists()).find(bedList, id)).toBeUndefined()
  expect(await bruno.attention()).toMatchObject([{ name: 'bed.note', problem: { code: 'bed.unknown' } }])
})

test('a withdrawn device keeps no list', async () => {
  await dig('Rosa')
  const device = await phone(ana)
  await device.flush()
  await network.database.pool.query(
    `update device set revoked_at = now(), revoked_by = holder where holder = $1`,
    [ana.user],
  )
  expect(await device.flush()).toBe('revoked')
  expect(await namesOn(device)).toEqual([])
})
