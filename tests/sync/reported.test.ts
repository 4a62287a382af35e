// Faults that users of other tools for work without a network have reported, tried on ours.
import { afterEach, beforeAll, expect, test } from 'vitest'
import { openDevice, type Device } from '../../src/device/device.ts'
import { dataKey } from '../../src/device/seal.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { listPlots, notePlot, openPlot, plotsOnDevice, sharePlot, waterPlot } from './plots.ts'
import { world, type Transmission, type World } from './world.ts'

let network: TestNetwork
let here: World
const open: Device[] = []

beforeAll(async () => {
  network = await testNetwork()
  here = await world(network)
})
afterEach(() => open.splice(0).forEach((device) => device.close()))

const someone = (organisation: 'garden' | 'roots' = 'garden') =>
  network.join('Ana', organisation, ['front_desk'])
async function phone(actor: Actor, ...transmissions: Transmission[]): Promise<Device> {
  const device = await here.device(actor, transmissions)
  open.push(device)
  return device
}
async function opened(device: Device, name = 'Rosa'): Promise<Id> {
  const person = network.newId()
  await device.enqueue(openPlot, { person, name })
  await device.flush()
  return person
}
async function count(person: Id): Promise<number | null> {
  return (await network.database.pool.query('select from plot where person = $1', [person])).rowCount
}

test('work about somebody who is no longer shared is refused, waits for a decision, and is counted and listed nowhere', async () => {
  const [ana, beto] = [await someone(), await someone('roots')]
  const [desk, field] = [await phone(ana), await phone(beto)]
  const person = await opened(desk)
  await desk.enqueue(sharePlot, { person, with: [beto.organisation] })
  await desk.flush()
  await field.flush()
  await field.enqueue(waterPlot, { person })
  expect(await field.ask(listPlots, {})).toEqual({ output: { names: ['Rosa'] } })
  await desk.enqueue(sharePlot, { person, with: [] })
  await desk.flush()
  await field.flush()
  expect(await field.attention()).toMatchObject([{ persons: [person], problem: { code: 'plot.unknown' } }])
  expect(await field.status()).toMatchObject({ people: 0, pending: 0, attention: 1 })
  expect(await field.ask(listPlots, {})).toEqual({ output: { names: [] } })
})

test('somebody whose record is gone does not come back with an edit that was made without a network', async () => {
  const device = await phone(await someone())
  const person = await opened(device)
  await network.database.pool.query('delete from plot where person = $1', [person])
  await device.enqueue(notePlot, { person, note: 'con sol', base: 1 })
  await device.enqueue(waterPlot, { person })
  await device.flush()
  expect(await count(person)).toBe(0)
  expect(await device.attention()).toMatchObject([
    { problem: { code: 'plot.unknown' } },
    { problem: { code: 'plot.unknown' } },
  ])
})

test('a device is not said to be up to date before all of its work is sent', async () => {
  const device = await phone(await someone(), 'arrives', 'lost')
  const person = network.newId()
  await device.enqueue(openPlot, { person, name: 'Rosa' })
  for (let each = 0; each < 210; each++) await device.enqueue(waterPlot, { person })
  expect(await device.flush()).toBe('later')
  const half = await device.status()
  expect(half.pending).toBeGreaterThan(0)
  expect(half.syncedAt).toBeUndefined()
  expect(await device.flush()).toBe('idle')
  expect(await device.status()).toMatchObject({ pending: 0, syncedAt: expect.any(Number) as number })
})

test('work that is kept is never shown as failed, even when the exchange after it breaks on the device', async () => {
  const ana = await someone()
  let isBroken = false
  const device = await openDevice({
    actor: ana,
    key: await dataKey(crypto.getRandomValues(new Uint8Array(32))),
    capabilities: [plotsOnDevice],
    now() {
      if (isBroken) throw new Error('The device is broken.')
      return Date.now()
    },
    async send(path, init) {
      const answer = await here.request(ana, path, init)
      isBroken = true
      return answer
    },
  })
  open.push(device)
  const person = network.newId()
  expect(await device.send(openPlot, { person, name: 'Rosa' })).toEqual({ state: 'kept' })
  isBroken = false
  await device.flush().catch(() => {})
  isBroken = false
  expect(await device.status()).toMatchObject({ attention: 0 })
  expect(await count(person)).toBe(1)
})
