// An edit of a service made without a network and sent after the right to it was lost: the server refuses it with a
// problem that the device keeps and shows, or refuses the device as a whole; nothing is dropped, changed or told.
import 'fake-indexeddb/auto'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDevice, type Device } from '../../src/device/device.ts'
import { dataKey } from '../../src/device/seal.ts'
import { deviceCapabilitiesWith } from '../../src/entry/device-capabilities.ts'
import type { KnownAnswer } from '../../src/device/capability.ts'
import { closeMoved } from '../../src/identity/organisations/operations.ts'
import { grantRole, revokeRole } from '../../src/identity/users/operations.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { ANSWER_MARK, API_VERSION } from '../../src/kernel/answer-mark.ts'
import type { SyncResponse } from '../../src/kernel/envelope.ts'
import { getPack } from '../../src/kernel/packs/pack-query.ts'
import type { Id } from '../../src/kernel/words.ts'
import { systemActor } from '../../src/platform/jobs.ts'
import { changeService, offerService, serviceList } from '../../src/serve/services/operations.ts'
import { signInWorld, type SignInWorld, type Visitor } from '../harness/visitor.ts'

let world: SignInWorld
let aldo: Actor
let bruno: Actor
let browser: Visitor
let device: Device
let service: Id
/** A valley without a network. */
let down = false

beforeAll(async () => {
  world = await signInWorld()
  aldo = await world.network.join('Aldo', 'roots', ['administrator'])
})
beforeEach(async () => {
  const { network } = world
  down = false
  const { id, email } = await world.somebody('roots', ['provider', 'case_manager'])
  bruno = { ...network.actors.beto, user: id as Id }
  browser = await world.signedIn(email)
  const pack = network.app.packs.active()
  device = await openDevice({
    actor: bruno,
    key: await dataKey(crypto.getRandomValues(new Uint8Array(32))),
    capabilities: deviceCapabilitiesWith(((query) =>
      query.name === getPack.name ? pack : undefined) as KnownAnswer),
    async send(path, { method, body, headers }) {
      if (down) throw new TypeError('no network')
      const answer = await browser.send(path, { method, body, headers } as RequestInit)
      return Response.json(answer.body, { status: answer.status, headers: { [ANSWER_MARK]: API_VERSION } })
    },
  })
  service = network.newId()
  const offered = { id: service, kind: 'plot_assignment', name: `Parcelas ${service.slice(-6)}` }
  await network.execute(offerService, offered, network.actors.beto)
  expect(await device.flush()).toBe('idle')
  down = true
  await device.enqueue(changeService, { id: service, base: 1, capacity: 7, about: 'Junto al río' })
  down = false
})
afterEach(() => device.close())

const roles = async (role: string) =>
  (
    await world.pool.query<{ id: Id }>(
      'select id from role_assignment where app_user = $1 and role = $2 and revoked_at is null',
      [bruno.user, role],
    )
  ).rows
async function revoke(...some: string[]): Promise<void> {
  for (const role of some)
    for (const { id } of await roles(role)) await world.network.execute(revokeRole, { id }, aldo)
}
const kept = async () =>
  (await world.pool.query('select version, capacity, about from service where id = $1', [service])).rows[0]
const logged = async (code: string) =>
  (
    await world.pool.query(
      `select input::jsonb ->> 'capacity' as capacity from command_log where actor = $1 and problem ->> 'code' = $2`,
      [bruno.user, code],
    )
  ).rows
const UNCHANGED = { version: 1, capacity: null, about: null }

test('after the role is gone it waits under Needs attention with the reason, and the service is what it was', async () => {
  await revoke('provider')
  expect(await device.flush()).toBe('idle')
  expect(await device.status()).toMatchObject({ pending: 0, attention: 1 })
  const [refused] = await device.attention()
  expect(refused?.problem).toMatchObject({ code: 'actor.not_allowed', status: 403 })
  expect(Object.keys(refused?.problem?.data ?? {})).toEqual(['because'])
  expect(await kept()).toEqual(UNCHANGED)
  expect(await logged('actor.not_allowed')).toEqual([{ capacity: '7' }])
  // The list is everybody's, and shows the service without the edit.
  expect((await device.lists()).find(serviceList, service)).toMatchObject({ capacity: null, version: 1 })

  // Given back, it is sent again by a person's decision.
  const role = { id: world.network.newId(), user: bruno.user, role: 'provider' } as const
  await world.network.execute(grantRole, role, aldo)
  await device.resend(refused?.id as Id)
  expect(await device.flush()).toBe('idle')
  expect(await kept()).toMatchObject({ capacity: 7, about: 'Junto al río' })
})

test('without any role left nothing is decided: it waits on the device, which knows why', async () => {
  await revoke('provider', 'case_manager')
  expect(await device.flush()).toBe('refused')
  const status = await device.status()
  expect(status).toMatchObject({ pending: 1, attention: 0, problem: { code: 'role.none', status: 403 } })
  expect(await kept()).toEqual(UNCHANGED)
  const role = { id: world.network.newId(), user: bruno.user, role: 'provider' } as const
  await world.network.execute(grantRole, role, aldo)
  expect(await device.flush()).toBe('idle')
  expect(await kept()).toMatchObject({ capacity: 7 })
})

test('a service of another organisation, or of none, is refused with the same words', async () => {
  const { network } = world
  const other = network.newId()
  await network.execute(
    offerService,
    { id: other, kind: 'tool_loan', name: `Palas ${other.slice(-6)}` },
    await network.join('Gil', 'garden', ['coordinator']),
  )
  const commands = [other, network.newId()].map((id, at) => ({
    id: network.newId(),
    seq: at + 1,
    name: changeService.name,
    input: { id, base: 9, name: 'Otra cosa', capacity: 1 },
    occurredAt: '2026-03-01T10:00:00-05:00',
  }))
  const { status, body } = await browser.send('/api/sync', {
    method: 'POST',
    body: JSON.stringify({ device: network.newId(), commands }),
  })
  expect(status).toBe(200)
  const { outcomes } = body as unknown as SyncResponse
  expect(outcomes.map((one) => ('problem' in one ? one.problem : one))).toEqual(
    Array(2).fill(expect.objectContaining({ code: 'service.unknown', status: 404 })),
  )
  const [one, two] = outcomes.map((each) => JSON.stringify({ ...each, id: '' }))
  expect(one).toBe(two)
})

test('after the organisation has closed the session is over, and the edit stays on the device', async () => {
  const { organisation } = bruno
  await world.network.execute(closeMoved, { organisation, class: 'enforcement' }, systemActor('test'))
  expect(await device.flush()).toBe('signed_out')
  expect(await device.status()).toMatchObject({ pending: 1, attention: 0 })
  expect(await kept()).toEqual(UNCHANGED)
})
