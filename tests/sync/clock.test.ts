// A telephone with a wrong clock: its later answer still replaces the earlier one.
import 'fake-indexeddb/auto'
import { beforeAll, expect, test } from 'vitest'
import { openDevice } from '../../src/device/device.ts'
import { dataKey } from '../../src/device/seal.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { api } from '../../src/platform/http/http.ts'
import { syncRoute } from '../../src/platform/sync/sync.ts'
import { getPerson } from '../../src/serve/record/operations.ts'
import { refuseConsent } from '../../src/protect/consent/operations.ts'
import { acceptReferral } from '../../src/serve/referrals/operations.ts'
import { filesOf, PNG } from '../harness/files.ts'
import { lina, refusal } from '../harness/lina.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'

const DAY = 86_400_000
const key = await dataKey(crypto.getRandomValues(new Uint8Array(32)))

let network: TestNetwork
let ana: Actor
let beto: Actor
let person: Id
let hono: ReturnType<typeof api>

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana, beto } = network.actors)
  hono = api(network.app, async () => ana, [syncRoute])
})

const no = () => ({
  id: network.newId(),
  person,
  recipient: beto.organisation,
  fieldGroups: ['identity'],
  purpose: 'referral',
  textVersion: 'v1',
  locale: 'es',
})
const sees = async () => (await refusal(network.ask(getPerson, { id: person }, beto)))?.code ?? 'sees'

/** Lina, whose identity Raíces sees by a consent that she signed. */
async function shown() {
  const it = await lina(network)
  ;({ person } = it)
  const signed = await filesOf(network, network.folder, ana).upload(person, PNG)
  const consent = await it.allow(['identity'], { attachment: signed.id })
  await network.execute(acceptReferral, await it.refer(consent), beto)
}

test.each([
  ['a month behind', -30],
  ['a month ahead', 30],
])('a no on a telephone whose clock is %s ends the consent that the person had signed', async (_, days) => {
  await shown()
  expect(await sees()).toBe('sees')
  network.clock.advance(1)
  const wrong = () => network.clock.now.getTime() + days * DAY
  const device = await openDevice({
    actor: ana,
    capabilities: [],
    key,
    device: network.newId(),
    now: wrong,
    newId: network.newId,
    send: async (path, init) => await hono.request(path, init),
  })
  await device.enqueue(refuseConsent, no())
  network.clock.now = new Date(network.clock.now.getTime() + 3_600_000)
  await device.flush()
  device.close()
  expect(await sees()).toBe('person.unknown')
  const { rows } = await network.database.pool.query(
    `select given_at from consent where person = $1 and said = 'no'`,
    [person],
  )
  expect(rows).toEqual([{ given_at: new Date(network.clock.now.getTime() - 3_600_000).toISOString() }])
})

test('a delay that a slow connection explains, and an undated command, change no time', async () => {
  await shown()
  const occurredAt = network.clock.now.toISOString()
  for (const now of [
    new Date(network.clock.now.getTime() - 90_000).toISOString(),
    'no time at all',
    undefined,
  ]) {
    const command = { id: network.newId(), seq: 1, name: refuseConsent.name, input: no(), occurredAt }
    const body = JSON.stringify({ device: network.newId(), commands: [command], ...(now && { now }) })
    const headers = { 'content-type': 'application/json', 'x-requested-with': 'arraigo' }
    const response = await hono.request('/api/sync', { method: 'POST', headers, body })
    expect(await response.json()).toMatchObject({ outcomes: [{ outcome: 'applied' }] })
  }
  const { rows } = await network.database.pool.query(
    `select distinct given_at from consent where person = $1 and said = 'no'`,
    [person],
  )
  expect(rows).toEqual([{ given_at: occurredAt }])
})
