// Deliveries on a real database, through commands: what is refused, what each side reads, and what an
// erasure leaves.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Id } from '../../kernel/words.ts'
import { giveConsent } from '../../protect/consent/operations.ts'
import { askErasure, erasePerson, listErasures } from '../../protect/retention/operations.ts'
import { changePerson, registerPerson } from '../record/operations.ts'
import { closeCase, getWork } from '../cases/operations.ts'
import { getTimeline } from '../timeline/operations.ts'
import { acceptReferral, getReferral, sendReferral } from '../referrals/operations.ts'
import { offerService } from '../services/operations.ts'
import { listDeliveries, recordDelivery } from './operations.ts'
import { deliveryInFuture, serviceNotOffered } from './problems.ts'

const TODAY = '2026-03-02'

let network: TestNetwork
/** Beto's organisation lends shovels; Ana's keeps the record. */
let shovels: Id
let lina: Id

beforeAll(async () => {
  network = await testNetwork()
  const { beto } = network.actors
  shovels = network.newId()
  const service = { id: shovels, kind: 'tool_loan', name: 'Préstamo de palas', languages: ['es'] }
  await network.execute(offerService, service, beto)
})

beforeEach(async () => {
  lina = network.newId()
  const { ana } = network.actors
  await network.execute(registerPerson, { id: lina, searched: 'everywhere', called: 'Lina' }, ana)
})

/** Lina is referred to Beto's organisation, and Beto accepts. */
async function referred(): Promise<Id> {
  const { ana, beto } = network.actors
  const [consent, referral] = [network.newId(), network.newId()]
  const recipient = network.organisations.roots
  const said = { purpose: 'referral', textVersion: 'v1', locale: 'es', how: 'signature' as const }
  await network.execute(
    giveConsent,
    { id: consent, person: lina, recipient, fieldGroups: ['identity'], ...said },
    ana,
  )
  const wish = { id: referral, person: lina, to: recipient, service: shovels, consent, reason: 'Una pala.' }
  await network.execute(sendReferral, wish, ana)
  await network.execute(acceptReferral, { id: referral, person: lina }, beto)
  return referral
}

const deliver = (more: object = {}) => ({
  id: network.newId(),
  person: lina,
  service: shovels,
  deliveredOn: TODAY,
  ...more,
})

describe('what is refused', () => {
  test('a delivery on a day that has not come', async () => {
    await referred()
    const tomorrow = deliver({ deliveredOn: '2026-03-03' })
    await expect(network.execute(recordDelivery, tomorrow, network.actors.beto)).rejects.toSatisfy(
      deliveryInFuture.is,
    )
  })

  test('a delivery before the birth, to whoever sees when that was; from the day of birth on it stands', async () => {
    const { ana, beto } = network.actors
    await network.execute(changePerson, { id: lina, base: 1, changes: { born: { date: '1991-07-04' } } }, ana)
    await referred()
    const early = deliver({ deliveredOn: '1991-07-03' })
    await expect(network.execute(recordDelivery, early, beto)).rejects.toMatchObject({
      code: 'person.not_born_yet',
      data: { on: '1991-07-03', born: '1991-07-04' },
    })
    await network.execute(recordDelivery, deliver({ deliveredOn: '1991-07-04' }), beto)
  })

  test('a service of another organisation', async () => {
    await expect(network.execute(recordDelivery, deliver(), network.actors.ana)).rejects.toSatisfy(
      serviceNotOffered.is,
    )
  })

  test('a person whom the organisation may not know about', async () => {
    await expect(network.execute(recordDelivery, deliver(), network.actors.beto)).rejects.toThrow(
      'person.unknown',
    )
  })
})

test('a delivery under a referral closes it, unless more is to come', async () => {
  const { ana, beto } = network.actors
  const referral = await referred()
  const first = deliver({ referral, closes: false })
  expect(await network.execute(recordDelivery, first, beto)).toEqual({ referral: 'served' })
  const last = deliver({ referral, feedback: 'Se llevó dos palas.' })
  expect(await network.execute(recordDelivery, last, beto)).toEqual({ referral: 'closed' })
  const closed = await network.ask(getReferral, { person: lina, id: referral }, ana)
  expect(closed).toMatchObject({ state: 'closed', result: 'served', feedback: 'Se llevó dos palas.' })
})

test('the sender learns that it was given; the note stays with those who gave it', async () => {
  const { ana, beto } = network.actors
  const referral = await referred()
  await network.execute(recordDelivery, deliver({ referral, closes: false, note: 'Pala 7.' }), beto)
  const noteOf = async (actor: typeof ana) => {
    const { deliveries } = await network.ask(listDeliveries, { person: lina }, actor)
    return deliveries.map(({ note }) => note)
  }
  expect(await noteOf(beto)).toEqual(['Pala 7.'])
  expect(await noteOf(ana)).toEqual([null])
})

test('the fact carries the day it was given on, and a repeated command records it once', async () => {
  const { ana, beto } = network.actors
  const referral = await referred()
  const delivery = deliver({ referral, deliveredOn: '2026-02-27', closes: false })
  const order = { id: network.newId() }
  for (let sent = 0; sent < 2; sent++) await network.execute(recordDelivery, delivery, beto, order)
  const { facts } = await network.ask(getTimeline, { id: lina, limit: 50 }, ana)
  const given = facts.filter(({ kind }) => kind === 'service.delivered')
  expect(given).toMatchObject([{ occurredOn: '2026-02-27', data: { service: shovels, kind: 'tool_loan' } }])
})

test('an erasure takes the note and leaves the delivery, for the figures', async () => {
  const { beto } = network.actors
  const referral = await referred()
  await network.execute(recordDelivery, deliver({ referral, closes: false, note: 'Pala 7.' }), beto)
  const { files } = await network.ask(getWork, { person: lina }, beto)
  for (const { id } of files)
    await network.execute(closeCase, { id, person: lina, reason: 'moved_away' }, beto)
  const officer = await network.join('Delfina', 'roots', ['data_protection_officer'])
  await network.execute(askErasure, { id: network.newId(), person: lina, words: 'Lo pidió ella.' }, beto)
  const { waiting } = await network.ask(listErasures, {}, officer)
  const review = waiting.find(({ person }) => person === lina)
  await network.execute(erasePerson, { person: lina, id: review?.id ?? '' }, officer)
  const { rows } = await network.database.pool.query<{ note: string | null }>(
    'select note from delivery where person = $1',
    [lina],
  )
  expect(rows).toEqual([{ note: null }])
})
