// A lost device: erased at its next request to the server, with or without a session; its unsent work stays
// until it is handed over.
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { ask } from '../../src/platform/ask.ts'
import { run } from '../../src/platform/execute.ts'
import { revokeDevice } from '../../src/identity/devices/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { openPlot } from './plots.ts'
import { world, type World } from './world.ts'

let network: TestNetwork
let here: World

beforeAll(async () => {
  network = await testNetwork()
  here = await world(network)
})

const newId = () => network.newId()
const someone = () => network.join('Ana', 'garden', ['front_desk'])
async function plots(person: Id): Promise<number> {
  const { rowCount } = await network.database.pool.query('select from plot where person = $1', [person])
  return rowCount ?? 0
}

test('an open device that is withdrawn erases its people at once and keeps its unsent work, to be handed over', async () => {
  const ana = await someone()
  const device = await here.device(ana)
  const [sent, unsent] = [newId(), newId()]
  await device.enqueue(openPlot, { person: sent, name: 'Rosa' })
  await device.flush()
  const { rows } = await network.database.pool.query('select id from device where holder = $1', [ana.user])
  const { id } = rows[0] as { id: Id }
  expect((await ask(here.app, ana, 'device.get_secret', { id })) as object).toHaveProperty('secret')
  await run(here.app, network.actors.dora, revokeDevice, { id, reason: 'Perdido en el bus' })
  const late = await device.enqueue(openPlot, { person: unsent, name: 'Sol' })
  // With its session and without one: a lost device has no session any more.
  for (const over of [false, true]) {
    if (over) here.signedOut.add(ana.user)
    expect(await device.flush()).toBe('revoked')
    expect(await device.people.all()).toEqual([])
    expect(await device.entry(late)).toMatchObject({ state: 'pending', input: { person: unsent } })
  }
  expect(await plots(unsent)).toBe(0)
  device.close()
  // The server's half of the recovery secret is given to nobody any more.
  await expect(ask(here.app, ana, 'device.get_secret', { id })).rejects.toMatchObject({
    code: 'device.unknown',
  })
})

test('a withdrawn device is told without a session too, and the answer shows nothing else', async () => {
  const ana = await someone()
  const device = newId()
  await here.sync(ana, { device, commands: [] })
  const tell = async (id: Id) => {
    const body = JSON.stringify({ device: id, commands: [] })
    const response = await here.request(null, '/api/sync', { method: 'POST', body })
    return (await response.json()) as { code: string }
  }
  expect((await tell(device)).code).toBe('actor.unknown')
  await run(here.app, network.actors.dora, revokeDevice, { id: device, reason: 'Perdido' })
  expect((await tell(device)).code).toBe('device.revoked')
  expect((await tell(newId())).code).toBe('actor.unknown')
})
