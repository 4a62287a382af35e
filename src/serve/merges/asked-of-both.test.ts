// What is asked about a person whose records are merged is answered for both, by either id.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { EVERY_ROLE, testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { giveConsent, withdrawConsent } from '../../protect/consent/operations.ts'
import { assignConfidant, listConfidants } from '../../protect/confidential/operations.ts'
import { searchDisclosures } from '../../protect/disclosure/operations.ts'
import { listNotices } from '../../protect/notices/operations.ts'
import { askOverride, listOverrides } from '../../protect/overrides/operations.ts'
import { askErasure, erasePerson, erasureOfPerson, listErasures } from '../../protect/retention/operations.ts'
import { closeCase, openCase } from '../cases/operations.ts'
import { getPerson, registerPerson } from '../record/operations.ts'
import { acceptReferral, sendReferral } from '../referrals/operations.ts'
import { mergePeople } from './operations.ts'

let network: TestNetwork
let rosa: Actor
let bruno: Actor
let one: Id
let other: Id

beforeAll(async () => {
  network = await testNetwork()
  rosa = await network.join('Rosa', 'garden', EVERY_ROLE)
  bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
})

async function welcome(called: string): Promise<Id> {
  const id = network.newId()
  await network.execute(registerPerson, { id, searched: 'device', called }, rosa)
  return id
}

beforeEach(async () => {
  ;[one, other] = [await welcome('Idalia'), await welcome('Hidalia')]
})

const merge = () =>
  network.execute(mergePeople, { id: network.newId(), person: one, other, because: 'Misma persona.' }, rosa)

describe('by either id', () => {
  test('who looked at either record is listed', async () => {
    await network.ask(getPerson, { id: one }, rosa)
    await network.ask(getPerson, { id: other }, rosa)
    await merge()
    for (const person of [one, other]) {
      const { looks } = await network.ask(searchDisclosures, { person }, rosa)
      expect(new Set(looks.map((look) => look.person?.id))).toEqual(new Set([one, other]))
    }
  })

  test('overrides of both are listed', async () => {
    const { roots } = network.organisations
    for (const person of [one, other]) {
      const asked = { person, id: network.newId(), purpose: 'referral', recipient: roots }
      const why = { fieldGroups: ['identity'], ground: 'vital_interest' as const, reason: 'Urgente.' }
      await network.execute(askOverride, { ...asked, ...why, basis: 'vital', until: '2026-03-20' }, rosa)
    }
    await merge()
    for (const person of [one, other]) {
      const { overrides } = await network.ask(listOverrides, { person }, rosa)
      expect(overrides.map((row) => row.person).toSorted()).toEqual([one, other].toSorted())
    }
  })

  test('what a receiver was told of both is listed', async () => {
    const { roots } = network.organisations
    for (const person of [one, other]) {
      const [consent, referral] = [network.newId(), network.newId()]
      const words = { purpose: 'referral', textVersion: 'v1', locale: 'es', how: 'signature' } as const
      const allowed = { recipient: roots, fieldGroups: ['identity'] }
      await network.execute(giveConsent, { id: consent, person, ...words, ...allowed }, rosa)
      const sent = { person, id: referral, to: roots, reason: 'Una pala', consent }
      await network.execute(sendReferral, sent, rosa)
      await network.execute(acceptReferral, { person, id: referral }, bruno)
      await network.execute(withdrawConsent, { person, id: consent }, rosa)
    }
    await merge()
    for (const person of [one, other]) {
      const { notices } = await network.ask(listNotices, { person }, rosa)
      expect(new Set(notices.map((row) => row.person))).toEqual(new Set([one, other]))
    }
  })
})

describe('an erasure', () => {
  test('of a merged person names the other record, and erases both where that is said', async () => {
    await merge()
    const wish = network.newId()
    await network.execute(askErasure, { id: wish, person: other }, rosa)
    for (const person of [one, other]) {
      const { reviews } = await network.ask(erasureOfPerson, { person }, rosa)
      expect(reviews).toMatchObject([{ id: wish, person: other, sameAs: [{ id: one, name: 'Idalia' }] }])
    }
    const { waiting } = await network.ask(listErasures, {}, network.actors.dora)
    expect(waiting.find(({ id }) => id === wish)).toMatchObject({ sameAs: [{ id: one }] })
    await network.execute(erasePerson, { person: other, id: wish, withSame: true }, network.actors.dora)
    const { rows } = await network.database.pool.query<{ called: string | null }>(
      'select called from person where person = any ($1) and erased_on is not null',
      [[one, other]],
    )
    expect(rows).toEqual([{ called: null }, { called: null }])
  })

  test('of both waits until no case of either is open', async () => {
    await merge()
    const [wish, opened] = [network.newId(), network.newId()]
    await network.execute(askErasure, { id: wish, person: other }, rosa)
    await network.execute(openCase, { id: opened, person: one }, rosa)
    const both = { person: other, id: wish, withSame: true }
    await expect(network.execute(erasePerson, both, network.actors.dora)).rejects.toThrow('erasure.case_open')
    await network.execute(closeCase, { id: opened, person: one, reason: 'moved_away' }, rosa)
    await network.execute(erasePerson, both, network.actors.dora)
  })

  test('of a record that is not merged names no other', async () => {
    const wish = network.newId()
    await network.execute(askErasure, { id: wish, person: one }, rosa)
    const { reviews } = await network.ask(erasureOfPerson, { person: one }, rosa)
    expect(reviews[0]).not.toHaveProperty('sameAs')
  })
})

test('those let in to the sealed notes of either record are listed for who keeps its case', async () => {
  const carlos = await network.join('Carlos', 'garden', ['case_manager'])
  for (const person of [one, other]) {
    await network.execute(openCase, { id: network.newId(), person }, rosa)
    const let_in = { person, id: network.newId(), group: 'violence' as const, user: carlos.user }
    await network.execute(assignConfidant, { ...let_in, reason: 'Acompaña' }, rosa)
  }
  await merge()
  for (const person of [one, other]) {
    expect((await network.ask(listConfidants, { person }, rosa)).confidants).toHaveLength(2)
    const { clara } = network.actors
    expect(await network.ask(listConfidants, { person }, clara)).toMatchObject({
      keeper: false,
      confidants: [],
    })
  }
})
