// The part `needs` of a record: a receiver reads what the keeper recorded while the person allows it, and
// changes none of it.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { lina, refusal } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { transaction } from '../../platform/database/connect.ts'
import { sync } from '../../platform/sync/sync.ts'
import { withdrawConsent } from '../../protect/consent/operations.ts'
import { acceptReferral, cancelReferral } from '../referrals/operations.ts'
import { changeUrgency, endNeed, getWork, identifyNeed, setGoal } from './operations.ts'

let network: TestNetwork
let ana: Actor
let clara: Actor
let beto: Actor
let eve: Actor
let person: Id
let { later, allow, refuse, refer, shared } = {} as Awaited<ReturnType<typeof lina>>

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana, clara, beto, eve } = network.actors)
})
beforeEach(async () => {
  ;({ person, later, allow, refuse, refer, shared } = await lina(network))
})

async function note(actor = ana, code = 'plot'): Promise<Id> {
  const id = network.newId()
  await network.execute(identifyNeed, { id, person, code, urgency: 'high', note: 'Duerme mal' }, actor)
  return id
}

/** The rows that an organisation finds in the table itself, apart from what a query returns to it. */
async function rows(actor: Actor, table: 'need' | 'read.need' = 'need'): Promise<string[]> {
  return await transaction(network.app.appPool, actor, async (_tx, client) => {
    const found = await client.query<{ id: string }>(
      `select id from ${table} where person = $1 order by id`,
      [person],
    )
    return found.rows.map(({ id }) => id)
  })
}

const needsSeenBy = async (actor: Actor) => (await network.ask(getWork, { person }, actor)).needs

test('needs are seen with a consent that names them, those noted before and after, and not the plan', async () => {
  const before = await note()
  await network.execute(setGoal, { id: network.newId(), person, need: before, text: 'Una parcela' }, clara)
  await shared(['identity', 'needs'])
  const after = await note()
  const { needs, goals, files } = await network.ask(getWork, { person }, beto)
  expect(needs).toMatchObject([
    { id: before, note: 'Duerme mal', notedBy: 'Huerta del Barrio' },
    { id: after, notedBy: 'Huerta del Barrio' },
  ])
  expect(goals).toEqual([])
  expect(files).toHaveLength(1)
  expect((await needsSeenBy(ana)).map(({ notedBy }) => notedBy)).toEqual([null, null])
  expect(await rows(beto)).toEqual([before, after])
})

test('without that part there is no row, in a query or in the table', async () => {
  await note()
  await shared(['identity', 'contact'])
  expect(await needsSeenBy(beto)).toEqual([])
  expect(await rows(beto)).toEqual([])
})

test('a receiver changes nothing of them, and its own needs stay its own', async () => {
  const id = await note()
  await shared(['identity', 'needs'])
  await shared(['identity', 'needs'], eve)
  const another = { code: 'need.of_another', status: 403 }
  const urgency = { id, person, base: 1, urgency: 'immediate' }
  expect(await refusal(network.execute(changeUrgency, urgency, beto))).toMatchObject(another)
  const end = { id, person, ending: 'met' as const }
  expect(await refusal(network.execute(endNeed, end, beto))).toMatchObject(another)
  const own = await note(beto)
  expect(await rows(beto)).toEqual([id, own])
  expect(await rows(ana)).toEqual([id])
  expect(await rows(eve)).toEqual([id])
})

test.each([
  ['a withdrawal', (consent: Id) => network.execute(withdrawConsent, { person, id: consent }, ana)],
  ['a no to that part', () => refuse(['needs'])],
])('%s takes them away at once, from the table and from devices', async (_what, happens) => {
  await note()
  const { consent } = await shared(['identity', 'needs'])
  const onDevice = async () => {
    const request = { device: network.newId(), commands: [], persons: [person], pull: { cursor: null } }
    const { changes } = await sync(network.app, beto, request)
    return JSON.stringify(changes?.documents.find((one) => one.person === person)?.parts['cases'] ?? null)
  }
  expect(await onDevice()).toContain('Duerme mal')
  later()
  await happens(consent)
  expect(await rows(beto)).toEqual([])
  expect(await onDevice()).not.toContain('Duerme mal')
  expect(await rows(ana)).toHaveLength(1)
})

test('they are no longer seen once the consent expires or the referral ends', async () => {
  await note()
  const now = network.clock.now
  const consent = await allow(['identity', 'needs'], { expiresOn: '2026-03-20' })
  await network.execute(acceptReferral, await refer(consent), beto)
  const { key } = await shared(['identity', 'needs'], eve)
  expect([await rows(beto), await rows(eve)].map(({ length }) => length)).toEqual([1, 1])
  await network.execute(cancelReferral, { ...key, because: 'Ya no hace falta.' }, ana)
  expect(await rows(eve)).toEqual([])
  network.clock.now = new Date('2026-03-22T15:00:00Z')
  await network.runJob('consent.expire')
  expect(await rows(beto)).toEqual([])
  network.clock.now = now
})

test('figures count a need once, with the organisation that noted it', async () => {
  const id = await note()
  const { key } = await shared(['identity', 'needs'])
  const counted = (actor: Actor) => rows(actor, 'read.need')
  expect([await rows(beto), await counted(beto), await counted(ana)]).toEqual([[id], [], [id]])
  await network.execute(cancelReferral, { ...key, because: 'Ya no hace falta.' }, ana)
  expect(await rows(beto)).toEqual([])
})

test('a need noted while a consent is withdrawn is never left readable', async () => {
  const { consent } = await shared(['identity', 'needs'])
  later()
  await Promise.all([
    ...Array.from({ length: 8 }, () => note()),
    network.execute(withdrawConsent, { person, id: consent }, ana),
    ...Array.from({ length: 8 }, () => note(clara)),
  ])
  expect(await rows(ana)).toHaveLength(16)
  expect(await rows(beto)).toEqual([])
})
