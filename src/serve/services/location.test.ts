// Where services are, over a real database: what is taken, what is refused, and which kinds say nothing of it.
import { beforeAll, expect, test } from 'vitest'
import { protectKind } from '../../../tests/harness/protected-kind.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Pack } from '../../kernel/packs/pack.ts'
import { changeService, listServices, offerService } from './operations.ts'
import { hidesLocation } from './rules.ts'

const BOGOTA = { latitude: 4.6533, longitude: -74.0836 }

let network: TestNetwork
beforeAll(async () => {
  network = await testNetwork()
})

const problem = (code: string) => expect.objectContaining({ name: 'Problem', code })

async function offer(more: object = {}) {
  const id = network.newId()
  const name = `Palas ${id.slice(-6)}`
  await network.execute(offerService, { id, kind: 'tool_loan', name, ...more }, network.actors.beto)
  return id
}
const shown = async (id: string) =>
  (await network.ask(listServices, { id, includeClosed: true }, network.actors.ana)).services[0]?.location

test('a point is kept as it was given, changed, and taken away', async () => {
  const id = await offer({ location: BOGOTA })
  expect(await shown(id)).toEqual(BOGOTA)
  const there = { latitude: -0.00001, longitude: 179.99999 }
  await network.execute(changeService, { id, base: 1, location: there }, network.actors.beto)
  expect(await shown(id)).toEqual(there)
  await network.execute(changeService, { id, base: 2, hours: 'Lunes' }, network.actors.beto)
  expect(await shown(id)).toEqual(there)
  await network.execute(changeService, { id, base: 3, location: null }, network.actors.beto)
  expect(await shown(id)).toBeNull()
})

test('a service that was offered without one has none', async () => {
  expect(await shown(await offer())).toBeNull()
})

test.each([
  ['north of the pole', { latitude: 90.1, longitude: 0 }],
  ['beyond the date line', { latitude: 1, longitude: -180.00001 }],
  ['more exact than a metre', { latitude: 4.653312, longitude: -74.0836 }],
  ['nowhere', { latitude: 0, longitude: 0 }],
  ['half a point', { latitude: 4.6533 }],
  ['an altitude', { ...BOGOTA, altitude: 2600 }],
  ['a text', { latitude: '4.6533', longitude: '-74.0836' }],
])('a point that cannot be is refused over HTTP: %s', async (_, location) => {
  const id = network.newId()
  const input = { id, kind: 'tool_loan', name: `Palas ${id}`, location }
  const { status, body } = await network.http(network.actors.beto).post('service.offer', input)
  expect({ status, body }).toMatchObject({ status: 422, body: { code: 'input.invalid' } })
  expect(await shown(id)).toBeUndefined()
})

test('two edits of the point clash, and both points are told', async () => {
  const id = await offer({ location: BOGOTA })
  const { beto } = network.actors
  const yours = { latitude: 1, longitude: 2 }
  await network.execute(changeService, { id, base: 1, location: { latitude: 3, longitude: 4 } }, beto)
  await expect(network.execute(changeService, { id, base: 1, location: yours }, beto)).rejects.toEqual(
    expect.objectContaining({
      code: 'service.changed_meanwhile',
      data: { version: 2, fields: [{ field: 'location', yours, theirs: { latitude: 3, longitude: 4 } }] },
    }),
  )
})

test('a stranger moves no service', async () => {
  const id = await offer({ location: BOGOTA })
  await expect(
    network.execute(changeService, { id, base: 1, location: null }, network.actors.dora),
  ).rejects.toEqual(problem('service.unknown'))
  expect(await shown(id)).toEqual(BOGOTA)
})

const pack = () => network.app.packs.active().pack
const term = (code: string, parent: string, more: object = {}) => ({
  code,
  parent,
  label: { es: code },
  ...more,
})
/** The pack of the tests with kinds for survivors of violence. */
function guarded(): Pack {
  const { taxonomies, ...rest } = pack()
  return {
    ...rest,
    taxonomies: {
      ...taxonomies,
      needDomains: [
        ...taxonomies.needDomains,
        { code: 'protection', label: { es: 'Protección' } },
        { code: 'refuge', label: { es: 'Refugio' }, protected: true },
      ],
      serviceKinds: [
        ...taxonomies.serviceKinds,
        term('shelter', 'land', { protected: true }),
        term('tracing', 'protection'),
        term('safe_house', 'refuge'),
        term('safe_room', 'safe_house'),
      ],
    },
  }
}

test('kinds of protected matters have no place, nor what is below them, nor kinds that the pack lacks', () => {
  for (const kind of ['shelter', 'tracing', 'safe_house', 'safe_room', 'gone'])
    expect(hidesLocation(guarded(), kind), kind).toBe(true)
  for (const kind of ['tool_loan', 'seed_share']) expect(hidesLocation(guarded(), kind), kind).toBe(false)
})

test('a kind that becomes protected takes no point, and the points of before are shown to nobody', async () => {
  const { beto } = network.actors
  const id = await offer({ location: BOGOTA })
  await protectKind(network, 'tool_loan')
  expect(await shown(id)).toBeNull()
  expect(await offer().then(shown)).toBeNull()
  await expect(offer({ location: BOGOTA })).rejects.toEqual(problem('service.location_hidden'))
  await expect(
    network.execute(changeService, { id, base: 1, location: { latitude: 1, longitude: 1 } }, beto),
  ).rejects.toEqual(problem('service.location_hidden'))
  await network.execute(changeService, { id, base: 1, location: null }, beto)
})
