// The services on devices: searched and changed without a network, and what meets a change at the desk.
import 'fake-indexeddb/auto'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { openDevice, type Device } from '../../src/device/device.ts'
import { dataKey } from '../../src/device/seal.ts'
import { deviceCapabilitiesWith } from '../../src/entry/device-capabilities.ts'
import type { KnownAnswer } from '../../src/device/capability.ts'
import { ANSWER_MARK, API_VERSION } from '../../src/kernel/answer-mark.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { documentList } from '../../src/kernel/list.ts'
import { getPack } from '../../src/kernel/packs/pack-query.ts'
import type { Location } from '../../src/kernel/location.ts'
import { Problem, toDocument } from '../../src/kernel/problem.ts'
import type { Id } from '../../src/kernel/words.ts'
import { sync } from '../../src/platform/sync/sync.ts'
import { giveConsent } from '../../src/protect/consent/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { draftReferral, listReferrals } from '../../src/serve/referrals/operations.ts'
import {
  changeService,
  furtherSearch,
  listServices,
  offerService,
  Service,
  serviceList,
} from '../../src/serve/services/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { protectKind } from '../harness/protected-kind.ts'

let network: TestNetwork
const open: Device[] = []

beforeAll(async () => {
  network = await testNetwork()
})
afterEach(() => open.splice(0).forEach((device) => device.close()))

/** A device with everything that the application has on one; `line.isDown` is a valley without a network. */
async function phone(actor: Actor) {
  const line = { isDown: false }
  const pack = network.app.packs.active()
  const device = await openDevice({
    actor,
    key: await dataKey(crypto.getRandomValues(new Uint8Array(32))),
    capabilities: deviceCapabilitiesWith(((query) =>
      query.name === getPack.name ? pack : undefined) as KnownAnswer),
    async send(_path, { body }) {
      const headers = { [ANSWER_MARK]: API_VERSION }
      if (line.isDown) throw new TypeError('no network')
      try {
        return Response.json(await sync(network.app, actor, JSON.parse(body as string)), { headers })
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        return Response.json(toDocument(error), { status: error.status, headers })
      }
    },
  })
  open.push(device)
  return { device, line }
}
/** Another user of the organisation that offers the service, with their own device. */
const provider = () => network.join('Bruno', 'garden', ['coordinator'])

async function offer(actor: Actor, more: Partial<Parameters<typeof request>[0]> = {}): Promise<Id> {
  const id = network.newId()
  await network.execute(
    offerService,
    { ...request({ name: `Parcelas ${id.slice(-6)}` }), ...more, id },
    actor,
  )
  return id
}
const request = (of: { name: string; kind?: string; capacity?: number; location?: Location }) => ({
  id: network.newId(),
  kind: 'plot_assignment',
  ...of,
})
const find = async ({ device }: { device: Device }, id: Id) => (await device.lists()).find(serviceList, id)
const search = async ({ device }: { device: Device }, by: object) =>
  (await device.ask(listServices, by))?.output as { services: Service[] } | undefined

test('the device answers a search as the server does, and not before it has the list', async () => {
  const { beto } = network.actors
  const bruno = await provider()
  await offer(bruno, { name: 'Huerta del puente' })
  const closed = await offer(beto, { name: 'Riego' })
  await network.execute(changeService, { id: closed, base: 1, open: false }, beto)
  const one = await phone(bruno)
  expect(await search(one, {})).toBeUndefined()
  expect(await one.device.flush()).toBe('idle')
  one.line.isDown = true
  for (const by of [
    {},
    { includeClosed: true },
    { text: 'PUENTE' },
    { kind: 'plot_assignment' },
    { organisation: beto.organisation, includeClosed: true },
  ])
    expect(await search(one, by)).toEqual(await network.ask(listServices, by, bruno))
})

test('what is sent of a service fits the schema of its list', async () => {
  const { device } = await phone(await provider())
  await device.flush()
  const sent = (await device.lists()).all(documentList('services', Service))
  expect(sent.length).toBeGreaterThan(1)
  for (const one of sent) expect(Service.parse(one)).toEqual(one)
})

test('a provider closes a service without a network: it shows at once, and is so on the server afterwards', async () => {
  const bruno = await provider()
  const id = await offer(bruno)
  const one = await phone(bruno)
  await one.device.flush()
  one.line.isDown = true
  await one.device.enqueue(changeService, { id, base: 1, open: false })
  await one.device.enqueue(changeService, { id, base: 1, capacity: 3 })
  expect(await one.device.flush()).toBe('later')
  expect(await find(one, id)).toMatchObject({ open: false, capacity: 3 })
  expect((await search(one, {}))?.services.map((each) => each.id)).not.toContain(id)
  one.line.isDown = false
  expect(await one.device.flush()).toBe('idle')
  expect(await one.device.status()).toMatchObject({ pending: 0, attention: 0 })
  expect(await find(one, id)).toMatchObject({ open: false, capacity: 3, version: 3 })
})

test('what a rule refuses is not kept: a service of others, a name that is taken, an unknown language', async () => {
  const bruno = await provider()
  const [mine, other] = [await offer(bruno, { name: 'Abono' }), await offer(network.actors.beto)]
  await offer(bruno, { name: 'Compost' })
  const { device } = await phone(bruno)
  await device.flush()
  for (const [input, code] of [
    [{ id: other, base: 1, open: false }, 'service.unknown'],
    [{ id: mine, base: 1, name: 'Compost' }, 'service.name_taken'],
    [{ id: mine, base: 1, languages: ['klingon'] }, 'code.unknown'],
  ] as const)
    await expect(device.enqueue(changeService, input as never)).rejects.toMatchObject({ code })
  expect(await device.status()).toMatchObject({ pending: 0 })
})

test('edits of different fields both stand; two of one field are shown and decided', async () => {
  const bruno = await provider()
  const id = await offer(bruno, { capacity: 10 })
  const one = await phone(bruno)
  await one.device.flush()
  one.line.isDown = true
  await one.device.enqueue(changeService, { id, base: 1, about: 'Con sombra' })
  await one.device.enqueue(changeService, { id, base: 1, capacity: 25 })
  // At the desk, without a device.
  await network.execute(changeService, { id, base: 1, capacity: 5 }, bruno)
  one.line.isDown = false
  await one.device.flush()
  const [refused, ...more] = await one.device.attention()
  expect(more).toEqual([])
  expect(refused?.problem).toMatchObject({
    code: 'service.changed_meanwhile',
    data: { version: 3, fields: [{ field: 'capacity', yours: 25, theirs: 5 }] },
  })
  expect(await find(one, id)).toMatchObject({ about: 'Con sombra', capacity: 5, version: 3 })
  await one.device.resend(refused?.id as Id, { id, base: 3, capacity: 25 })
  await one.device.flush()
  expect(await find(one, id)).toMatchObject({ about: 'Con sombra', capacity: 25, version: 4 })
})

test('an edit on a version from before the history met any later change', async () => {
  const bruno = await provider()
  const id = await offer(bruno, { capacity: 10 })
  await network.execute(changeService, { id, base: 1, about: 'Con sol' }, bruno)
  await network.database.pool.query('delete from service_edit where service = $1', [id])
  const late = network.execute(changeService, { id, base: 1, capacity: 25 }, bruno)
  await expect(late).rejects.toMatchObject({
    data: { version: 2, fields: [{ field: 'capacity', yours: 25, theirs: 10 }] },
  })
})

test('a confirmation made earlier and sent later leaves the newer one', async () => {
  const bruno = await provider()
  const id = await offer(bruno)
  const one = await phone(bruno)
  await one.device.flush()
  const { services } = await network.ask(listServices, { organisation: bruno.organisation }, bruno)
  const before = services.find((each) => each.id === id)?.assuredAt
  await network.execute(changeService, { id, base: 1 }, bruno, { occurredAt: '2020-01-01T00:00:00Z' })
  await one.device.flush()
  expect(await find(one, id)).toMatchObject({ assuredAt: before, version: 2 })
})

test('a new name of an organisation, and its closing, reach devices', async () => {
  const id = await offer(network.actors.beto)
  const one = await phone(await provider())
  await one.device.flush()
  const { pool } = network.database
  const change = (set: string) =>
    pool.query(`update organisation set ${set} where id = $1`, [network.actors.beto.organisation])
  await change(`name = 'Raíces nuevas'`)
  await one.device.flush()
  expect(await find(one, id)).toMatchObject({ organisation: { name: 'Raíces nuevas' } })
  await change(`closed_at = now(), moved_to = 'ffffffff-0000-0000-0000-000000000001'`)
  await one.device.flush()
  expect(await find(one, id)).toBeUndefined()
  await change(`closed_at = null, moved_to = null, name = 'Raíces'`)
})

test('a referral made without a network names its service and receiver', async () => {
  const { beto } = network.actors
  const ana = await network.join('Ana', 'garden', ['front_desk'])
  const id = await offer(beto, { name: 'Parcelas del río' })
  const one = await phone(ana)
  await one.device.flush()
  one.line.isDown = true
  const person = network.newId()
  await one.device.enqueue(registerPerson, {
    id: person,
    givenNames: 'Nilo',
    firstSurname: 'Paz',
    searched: 'device',
  })
  const consent = network.newId()
  await one.device.enqueue(giveConsent, {
    id: consent,
    person,
    purpose: 'referral',
    recipient: beto.organisation,
    fieldGroups: ['identity'],
    textVersion: 'v1',
    locale: 'es',
    how: 'signature',
  } as never)
  const input = { person, id: network.newId(), to: beto.organisation, service: id, reason: 'Pronto', consent }
  await one.device.enqueue(draftReferral, input)
  const listed = await one.device.ask(listReferrals, { side: 'sender', person })
  expect(listed?.output).toMatchObject({
    referrals: [{ service: { name: 'Parcelas del río' }, receiver: { name: 'Raíces' } }],
  })
})

test('of more services than one answer holds, the last by name is found by its name, with and without a network', async () => {
  const bruno = await provider()
  const last = await offer(network.actors.beto, { name: 'Zaguán de los oficios' })
  await network.database.pool.query(
    `insert into service (id, organisation, kind, name, assured_at)
     select gen_random_uuid(), $1, 'plot_assignment', 'Vivero ' || n, now() from generate_series(1, 501) n`,
    [network.actors.beto.organisation],
  )
  const one = await phone(bruno)
  await one.device.flush()
  const everywhere = [
    async (by: object) => (await network.ask(listServices, by, bruno)).services,
    async (by: object) => (await search(one, by))?.services ?? [],
  ]
  for (const ask of everywhere) {
    const first = await ask({})
    expect(first.map(({ id }) => id)).not.toContain(last)
    const further = furtherSearch(first, ' zaguán ')
    expect((await ask(further ?? {})).map(({ id }) => id)).toEqual([last])
    expect(furtherSearch(first, ' ')).toBeNull()
    expect(furtherSearch(await ask({ kind: 'none' }), 'zaguán')).toBeNull()
  }
})

test('where a service is goes with the device, is corrected there, and leaves it when its kind becomes protected', async () => {
  const bruno = await provider()
  const location = { latitude: 4.6533, longitude: -74.0836 }
  const id = await offer(bruno, { kind: 'companionship', location })
  const one = await phone(bruno)
  await one.device.flush()
  one.line.isDown = true
  expect(await find(one, id)).toMatchObject({ location })
  await one.device.enqueue(changeService, { id, base: 1, location: { ...location, latitude: 4.6534 } })
  expect((await search(one, { id }))?.services).toMatchObject([{ location: { latitude: 4.6534 } }])
  one.line.isDown = false
  expect(await one.device.flush()).toBe('idle')
  const { services } = await network.ask(listServices, { id }, bruno)
  expect(services).toMatchObject([{ location: { latitude: 4.6534 }, version: 2 }])
  await protectKind(network, 'companionship')
  expect(await one.device.flush()).toBe('idle')
  expect(await find(one, id)).toMatchObject({ location: null, version: 2 })
})
