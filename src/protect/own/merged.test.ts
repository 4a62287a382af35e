// The own view of a person whose records were merged: whichever record the code was made for, all of it is shown, and
// a withdrawal reaches all of it; to an organisation that sees one record there is that one.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { EVERY_ROLE, testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { codeFor, opened, telephone, type Own } from '../../../tests/harness/own-view.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { mergePeople, unmergePeople } from '../../serve/merges/operations.ts'
import { getPerson, registerPerson } from '../../serve/record/operations.ts'
import { acceptReferral, sendReferral } from '../../serve/referrals/operations.ts'
import { giveConsent } from '../consent/operations.ts'
import { listCodes, listCorrections, OwnView } from './operations.ts'

let network: TestNetwork
let rosa: Actor
let bruno: Actor
/** Bruno received both. */
let one: Id
let other: Id
let merge: Id
const consents = new Map<Id, Id>()

beforeAll(async () => {
  network = await testNetwork()
  rosa = await network.join('Rosa', 'garden', EVERY_ROLE)
  bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
})

async function welcome(called: string, number: string): Promise<Id> {
  const [person, consent] = [network.newId(), network.newId()]
  const identifiers = [{ id: network.newId(), type: 'library_card', number }]
  await network.execute(registerPerson, { id: person, searched: 'device', called, identifiers }, rosa)
  const words = { purpose: 'referral', textVersion: 'v1', locale: 'es', how: 'signature' } as const
  const allowed = { recipient: network.organisations.roots, fieldGroups: ['identity'] }
  await network.execute(giveConsent, { id: consent, person, ...words, ...allowed }, rosa)
  consents.set(person, consent)
  const referral = { person, id: network.newId() }
  const sent = { ...referral, to: network.organisations.roots, reason: 'Una pala', consent }
  await network.execute(sendReferral, sent, rosa)
  await network.execute(acceptReferral, referral, bruno)
  await network.ask(getPerson, { id: person }, bruno)
  return person
}

beforeEach(async () => {
  ;[one, other] = [await welcome('Odalys', '5551234'), await welcome('Odalis', '7775678')]
  merge = network.newId()
  await network.execute(mergePeople, { id: merge, person: one, other, because: 'Misma persona.' }, rosa)
})

const look = async (own: Own): Promise<OwnView> => {
  const { status, body } = await own.post('look', { locale: 'es' })
  expect(status, JSON.stringify(body)).toBe(200)
  return OwnView.parse(body)
}
const linesOf = (view: OwnView) =>
  view.sections.flatMap(({ entries }) =>
    entries.flatMap(({ lines }) => lines.flatMap(({ values }) => values)),
  )
const seenBy = (view: OwnView, name: string) =>
  view.seen
    .flatMap(({ sights }) => sights)
    .filter(({ who }) => who === name)
    .reduce((all, { times }) => all + times, 0)

describe('the own view of a person with two records', () => {
  test('shows what both hold, who saw either, and what was allowed of both, by a code of either', async () => {
    for (const code of [one, other]) {
      const view = await look(await opened(network, code, rosa))
      expect(view.called).toBe('Odalys')
      expect(linesOf(view)).toEqual(expect.arrayContaining(['Odalys', 'Odalis', '•••234', '•••678']))
      expect(view.consents).toHaveLength(2)
      expect(new Set(view.consents.map(({ id }) => id as Id | undefined))).toEqual(
        new Set([consents.get(one), consents.get(other)]),
      )
      expect(seenBy(view, 'Bruno')).toBeGreaterThanOrEqual(2)
    }
  })

  test('is of one record again once the merge is undone', async () => {
    const own = await opened(network, other, rosa)
    expect(await look(own)).toMatchObject({ called: 'Odalys' })
    await network.execute(unmergePeople, { merge, because: 'Son dos.', assign: [] }, rosa)
    const view = await look(own)
    expect(view.called).toBe('Odalis')
    expect(linesOf(view)).not.toEqual(expect.arrayContaining(['Odalys']))
    expect(view.consents.map(({ id }) => id)).toEqual([consents.get(other)])
  })

  test('of an organisation that was sent one record shows that record, and nothing of the merge', async () => {
    const view = await look(await opened(network, other, bruno))
    expect(view.called).toBe('Odalis')
    expect(linesOf(view)).not.toEqual(expect.arrayContaining(['Odalys']))
    expect(view.consents.map(({ id }) => id)).toEqual([consents.get(other)])
  })

  test('withdraws a consent of either record, and so from both', async () => {
    const own = await opened(network, one, rosa)
    for (const id of [one, other]) expect(await network.ask(getPerson, { id }, bruno)).toMatchObject({ id })
    expect((await own.post('withdraw', { id: consents.get(other) })).status).toBe(200)
    expect((await look(own)).consents.map(({ standing }) => standing)).toEqual(['withdrawn', 'withdrawn'])
    for (const id of [one, other])
      await expect(network.ask(getPerson, { id }, bruno)).rejects.toThrow('person.unknown')
    // What a no on the other record closed is open again once they are two people.
    await network.execute(unmergePeople, { merge, because: 'Son dos.', assign: [] }, rosa)
    expect(await network.ask(getPerson, { id: one }, bruno)).toMatchObject({ id: one })
    await expect(network.ask(getPerson, { id: other }, bruno)).rejects.toThrow('person.unknown')
  })

  test('has one valid code, and staff read codes and requests of both by either id', async () => {
    const before = await codeFor(network, other, rosa)
    const own = await opened(network, one, rosa)
    expect((await telephone(network.hono).enter(before.code)).status).not.toBe(200)
    const asked = { id: network.newId(), about: 'a', wrong: 'b', proposed: 'c' }
    expect((await own.post('ask_correction', asked)).status).toBe(200)
    for (const person of [one, other]) {
      const { codes } = await network.ask(listCodes, { person }, rosa)
      expect(codes.map((code) => code.person).toSorted()).toEqual([one, other].toSorted())
      const { waiting } = await network.ask(listCorrections, { person }, rosa)
      expect(waiting.map(({ id }) => id)).toEqual([asked.id])
    }
  })
})
