// What consent does, from the desk to the receiver's screen: it opens parts, closes them again, tells, expires and is overridden.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { InputOf } from '../../kernel/command.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { Id } from '../../kernel/words.ts'
import { sync } from '../../platform/sync.ts'
import { recordDelivery } from '../../serve/deliveries/contract.ts'
import {
  addContact,
  changePerson,
  getPerson,
  registerPerson,
  searchPeople,
} from '../../serve/people/contract.ts'
import { acceptReferral, getReferral, sendReferral } from '../../serve/referrals/contract.ts'
import { offerService } from '../../serve/services/contract.ts'
import * as contract from './contract.ts'
import { segments } from './rules/sms.ts'

let network: TestNetwork
let ana: Actor
let beto: Actor
let eve: Actor
let person: Id

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana, beto, eve } = network.actors)
})

beforeEach(async () => {
  network.clock.now = new Date(network.clock.now.getTime() + 60_000)
  person = network.newId()
  await network.execute(
    registerPerson,
    {
      id: person,
      searched: 'device',
      called: 'Lina',
      givenNames: 'Lina',
      firstSurname: 'Paz',
      sex: 'female',
      born: { date: '1991-02-03' },
      contacts: [
        { id: network.newId(), kind: 'phone', value: '+57 311 555 0101', safeToText: true },
        { id: network.newId(), kind: 'phone', value: '+57 311 555 0202' },
      ],
    },
    ana,
  )
})

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    ({ code, status, data }: Problem) => ({ code, status, data }),
  )

/** A moment later than the last one: decisions of one instant are the property test's business. */
const later = () => {
  network.clock.now = new Date(network.clock.now.getTime() + 1000)
}

async function allow(
  fieldGroups: string[],
  more: Partial<InputOf<typeof contract.giveConsent>> = {},
  actor = ana,
): Promise<Id> {
  later()
  const id = network.newId()
  const recipient = beto.organisation
  const said = { purpose: 'referral', recipient, textVersion: 'v1', locale: 'es', how: 'signature' } as const
  await network.execute(contract.giveConsent, { id, person, fieldGroups, ...said, ...more }, actor)
  return id
}

async function refuse(fieldGroups: string[], recipient: contract.Recipient = beto.organisation) {
  later()
  const said = { purpose: 'referral', recipient, fieldGroups, textVersion: 'v1', locale: 'es' }
  await network.execute(contract.refuseConsent, { id: network.newId(), person, ...said }, ana)
}

async function refer(consent: Id, to = beto.organisation): Promise<{ person: Id; id: Id }> {
  const key = { person, id: network.newId() }
  await network.execute(sendReferral, { ...key, to, reason: 'Necesita una pala.', consent }, ana)
  return key
}

async function shared(
  fieldGroups: string[],
  receiver = beto,
): Promise<{ consent: Id; key: { person: Id; id: Id } }> {
  const consent = await allow(fieldGroups, { recipient: receiver.organisation })
  const key = await refer(consent, receiver.organisation)
  await network.execute(acceptReferral, key, receiver)
  return { consent, key }
}

const seenBy = (actor: Actor) => network.ask(getPerson, { id: person }, actor)
const notices = async (actor: Actor, about?: Id) =>
  (await network.ask(contract.listNotices, about ? { person: about } : {}, actor)).notices.filter(
    (one) => one.person === person,
  )

describe('a record shared', () => {
  test('shows the parts consented to, and says which are kept', async () => {
    await shared(['identity'])
    const seen = await seenBy(beto)
    expect(seen).toMatchObject({ called: 'Lina', contacts: [] })
    expect(seen.withheld).toEqual(['documents', 'contact', 'household', 'status', 'health', 'protection'])
    expect((await seenBy(ana)).withheld).toEqual([])
  })

  test('grows with a later yes and shrinks with a later no, at once, on devices too', async () => {
    await shared(['identity'])
    const onDevice = async () => {
      const request = { device: network.newId(), commands: [], persons: [person], pull: { cursor: null } }
      const { changes } = await sync(network.house, beto, request)
      return JSON.stringify(changes?.documents.find((one) => one.person === person) ?? null)
    }
    expect(await onDevice()).not.toContain('0101')
    await allow(['contact'])
    expect((await seenBy(beto)).contacts).toHaveLength(2)
    expect(await onDevice()).toContain('0101')
    await refuse(['contact'])
    expect((await seenBy(beto)).contacts).toEqual([])
    expect(await onDevice()).not.toContain('0101')
    expect(await seenBy(beto)).toMatchObject({ called: 'Lina' })
  })

  test('is found only by what its receiver may know', async () => {
    const text = 'lina paz'
    await shared(['identity'])
    const find = async (typed: string) =>
      (await network.ask(searchPeople, { text: typed }, beto)).people.some((one) => one.id === person)
    expect(await find(text)).toBe(true)
    expect(await find('3115550101')).toBe(false)
    await allow(['contact'])
    expect(await find('3115550101')).toBe(true)
  })

  test('is not written to where it may not be read, and what is hidden survives an edit beside it', async () => {
    await network.execute(changePerson, { id: person, base: 1, changes: { place: 'xa_01001' } }, ana)
    await shared(['identity'])
    const added = { person, id: network.newId(), kind: 'phone', value: '3009998877' }
    expect(await refusal(network.execute(addContact, added, beto))).toEqual({
      code: 'consent.missing',
      status: 409,
      data: { purpose: 'referral', recipient: beto.organisation, fieldGroups: ['contact'] },
    })
    const moved = { id: person, base: 2, changes: { place: 'xa_01001' } }
    expect(await refusal(network.execute(changePerson, moved, beto))).toMatchObject({
      code: 'consent.missing',
    })
    await network.execute(changePerson, { id: person, base: 2, changes: { called: 'Linita' } }, beto)
    expect(await seenBy(ana)).toMatchObject({ called: 'Linita', place: 'xa_01001', firstSurname: 'Paz' })
    expect(await seenBy(beto)).toMatchObject({ called: 'Linita', place: null })
  })
})

describe('the gate', () => {
  test('names the consent that is missing', async () => {
    const consent = await allow(['contact'])
    const sent = { person, id: network.newId(), to: beto.organisation, reason: 'Pala', consent }
    expect(await refusal(network.execute(sendReferral, sent, ana))).toEqual({
      code: 'consent.missing',
      status: 409,
      data: { purpose: 'referral', recipient: beto.organisation, fieldGroups: ['identity'] },
    })
  })

  test('opens to a class of organisations, and stays shut to one of them that the person named', async () => {
    const consent = await allow(['identity'], { recipient: 'cso' })
    await refuse(['identity'])
    const sent = { person, id: network.newId(), to: beto.organisation, reason: 'Pala', consent }
    expect(await refusal(network.execute(sendReferral, sent, ana))).toMatchObject({ code: 'consent.missing' })
    const elsewhere = await refer(consent, eve.organisation)
    await network.execute(acceptReferral, elsewhere, eve)
    expect(await seenBy(eve)).toMatchObject({ called: 'Lina' })
  })

  test('lets nobody agree to what was not read to them', async () => {
    const asked = allow(['identity', 'protection'])
    expect(await refusal(asked)).toMatchObject({
      code: 'consent.beyond_text',
      data: { version: 'v1', codes: ['protection'] },
    })
  })
})

describe('a change of mind', () => {
  test('closes the record at once, ends the referral and tells the receiver, who confirms', async () => {
    const { consent, key } = await shared(['identity'])
    later()
    await network.execute(contract.withdrawConsent, { person, id: consent }, ana)
    expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
    expect(await network.ask(getReferral, key, beto)).toMatchObject({ state: 'cancelled' })
    const [notice] = await notices(beto)
    expect(notice).toMatchObject({
      side: 'told',
      called: 'Lina',
      because: 'withdrawn',
      fieldGroups: ['identity'],
    })
    const told = { person, id: notice?.id as Id }
    expect(await refusal(network.execute(contract.acknowledgeNotice, told, eve))).toMatchObject({
      code: 'notice.unknown',
    })
    expect(
      await refusal(network.execute(contract.acknowledgeNotice, told, network.actors.clara)),
    ).toMatchObject({
      code: 'notice.unknown',
    })
    await network.execute(contract.acknowledgeNotice, told, beto)
    expect(await notices(beto)).toEqual([])
    expect(await notices(ana, person)).toMatchObject([{ side: 'teller', acknowledgedAt: expect.any(String) }])
    expect(await refusal(network.execute(contract.acknowledgeNotice, told, beto))).toMatchObject({
      code: 'notice.acknowledged',
    })
    const { rows } = await network.database.pool.query('select called from consent_notice where id = $1', [
      told.id,
    ])
    expect(rows).toEqual([{ called: null }])
  })

  test('reaches a receiver that had only been asked', async () => {
    const consent = await allow(['identity'])
    const key = await refer(consent)
    later()
    await network.execute(contract.withdrawConsent, { person, id: consent }, ana)
    expect(await network.ask(getReferral, key, ana)).toMatchObject({ state: 'cancelled' })
    expect(await notices(beto)).toHaveLength(1)
  })

  test('may be told to the receiver, who cannot keep it to itself', async () => {
    const { consent } = await shared(['identity'])
    later()
    await network.execute(contract.withdrawConsent, { person, id: consent }, beto)
    const { consents } = await network.ask(contract.listConsents, { person }, ana)
    expect(consents).toMatchObject([{ id: consent, standing: 'withdrawn' }])
    expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
  })

  test('leaves other receivers as they are', async () => {
    const { consent } = await shared(['identity'])
    await shared(['identity', 'contact'], eve)
    later()
    await network.execute(contract.withdrawConsent, { person, id: consent }, ana)
    expect(await seenBy(eve)).toMatchObject({ called: 'Lina', contacts: [{}, {}] })
    expect(await notices(eve)).toEqual([])
  })
})

test('on the day after its last, a consent ends by itself, having been listed for renewal', async () => {
  const before = network.clock.now
  const expiresOn = '2026-03-20'
  const consent = await allow(['identity'], { expiresOn })
  await network.execute(acceptReferral, await refer(consent), beto)
  const due = async () =>
    (await network.ask(contract.listExpiring, {}, ana)).consents.filter((one) => one.person === person)
  expect(await due()).toMatchObject([{ id: consent, called: 'Lina', expiresOn }])
  network.clock.now = new Date('2026-03-20T20:00:00Z')
  await network.runJob('consent.expire')
  expect(await seenBy(beto)).toMatchObject({ called: 'Lina' })
  network.clock.now = new Date('2026-03-21T13:00:00Z')
  await network.runJob('consent.expire')
  expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
  expect(await notices(beto)).toMatchObject([{ because: 'expired' }])
  await network.runJob('consent.expire')
  expect(await notices(beto)).toHaveLength(1)
  expect(await due()).toEqual([])
  network.clock.now = before
})

test('a consent that was renewed is not listed again', async () => {
  await allow(['identity'], { expiresOn: '2026-03-20' })
  await allow(['identity'])
  const { consents } = await network.ask(contract.listExpiring, {}, ana)
  expect(consents.filter((one) => one.person === person)).toEqual([])
})

describe('an override', () => {
  const wish = (): InputOf<typeof contract.askOverride> => ({
    person,
    id: network.newId(),
    purpose: 'referral',
    recipient: beto.organisation,
    fieldGroups: ['identity'],
    ground: 'vital_interest',
    basis: 'Riesgo grave',
    reason: 'No responde y su vida corre peligro.',
    until: '2026-03-10',
  })

  test('is asked by one, allowed by another, acts, is judged by a third and ends by itself', async () => {
    const before = network.clock.now
    const { clara, sol, dora } = network.actors
    await refuse(['identity'])
    const asked = wish()
    const key = { person, id: asked.id }
    await network.execute(contract.askOverride, asked, clara)
    const sent = { person, id: network.newId(), to: beto.organisation, reason: 'Pala', consent: asked.id }
    expect(await refusal(network.execute(sendReferral, sent, clara))).toMatchObject({
      code: 'consent.missing',
    })
    later()
    await network.execute(contract.decideOverride, { ...key, allow: true }, sol)
    await network.execute(sendReferral, sent, clara)
    await network.execute(acceptReferral, sent.id ? { person, id: sent.id } : key, beto)
    expect(await seenBy(beto)).toMatchObject({ called: 'Lina', contacts: [] })

    const { overrides } = await network.ask(contract.listOverrides, {}, dora)
    expect(overrides.find((one) => one.id === asked.id)).toMatchObject({
      state: 'allowed',
      verdict: null,
      askedBy: { name: 'Clara' },
      decidedBy: { name: 'Sol' },
    })
    await network.execute(contract.reviewOverride, { ...key, verdict: 'justified' }, dora)
    expect(await seenBy(beto)).toMatchObject({ called: 'Lina' })
    network.clock.now = new Date('2026-03-11T13:00:00Z')
    await network.runJob('consent.expire')
    expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
    expect(await notices(beto)).toMatchObject([{ because: 'override_ended' }])
    network.clock.now = before
  })

  test('is nobody’s to allow who asked for it, nor to judge who allowed it', async () => {
    const { sol, dora } = network.actors
    const asked = wish()
    const key = { person, id: asked.id }
    await network.execute(contract.askOverride, asked, sol)
    expect(
      await refusal(network.execute(contract.decideOverride, { ...key, allow: true }, sol)),
    ).toMatchObject({
      code: 'override.own',
      status: 403,
    })
    await network.execute(contract.decideOverride, { ...key, allow: true }, dora)
    const verdict = { ...key, verdict: 'justified' as const }
    expect(await refusal(network.execute(contract.reviewOverride, verdict, dora))).toMatchObject({
      code: 'override.own',
    })
  })

  test('that was not justified ends with the verdict', async () => {
    const { clara, sol, dora } = network.actors
    const asked = wish()
    const key = { person, id: asked.id }
    await network.execute(contract.askOverride, asked, clara)
    await network.execute(contract.decideOverride, { ...key, allow: true }, sol)
    const sent = { person, id: network.newId() }
    const about = { to: beto.organisation, reason: 'Pala', consent: asked.id }
    await network.execute(sendReferral, { ...sent, ...about }, clara)
    await network.execute(acceptReferral, sent, beto)
    later()
    await network.execute(contract.reviewOverride, { ...key, verdict: 'not_justified' }, dora)
    expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
  })

  test('lasts days, not years', async () => {
    const asked = { ...wish(), until: '2026-12-31' }
    expect(await refusal(network.execute(contract.askOverride, asked, network.actors.clara))).toMatchObject({
      code: 'override.term',
    })
  })
})

describe('how it was given', () => {
  test('a yes said aloud has a named witness', async () => {
    expect(await refusal(allow(['identity'], { how: 'verbal_with_witness' }))).toMatchObject({
      code: 'consent.witness_missing',
    })
    const id = await allow(['identity'], { how: 'verbal_with_witness', witness: 'Clara Ríos' })
    const { consents } = await network.ask(contract.listConsents, { person }, ana)
    expect(consents.find((one) => one.id === id)).toMatchObject({ witness: 'Clara Ríos', obtainedBy: 'Ana' })
  })

  test('for a child somebody speaks, and it is kept who and why', async () => {
    await network.execute(
      changePerson,
      { id: person, base: 1, changes: { born: { date: '2016-05-05' } } },
      ana,
    )
    expect(await refusal(allow(['identity']))).toMatchObject({
      code: 'consent.guardian_needed',
      data: { age: 14 },
    })
    const spokenFor = { name: 'Rosa Paz', as: 'parent', because: 'child' } as const
    const id = await allow(['identity'], { spokenFor })
    expect(await network.ask(contract.getReceipt, { person, id }, ana)).toMatchObject({
      consent: { spokenFor },
    })
  })

  test('a receipt holds the words that were read, and a text that fits a phone and goes to safe numbers alone', async () => {
    const id = await allow(['identity'], { locale: 'ar' })
    const { text, sms } = await network.ask(contract.getReceipt, { person, id }, ana)
    const words = network.house.packs.active().pack.consentTexts[0]
    expect(text).toMatchObject({ title: words?.title['ar'], text: words?.text['ar'] })
    expect(text?.hash).toMatch(/^[0-9a-f]{64}$/u)
    expect(sms?.text).toContain('Raíces')
    expect(segments(sms?.text ?? '')).toBeLessThanOrEqual(2)
    expect(sms?.to).toEqual(['+57 311 555 0101'])
    expect(await refusal(network.ask(contract.getReceipt, { person, id }, eve))).toMatchObject({
      code: 'consent.unknown',
    })
  })
})

test('nobody needs a name, a consent or a yes to be served', async () => {
  const service = network.newId()
  const offer = { id: service, kind: 'tool_loan', name: `Semillas ${service}`, languages: ['es'] }
  await network.execute(offerService, offer, network.actors.sol)
  const nobody = network.newId()
  await network.execute(registerPerson, { id: nobody, searched: 'everywhere' }, ana)
  const refused = { purpose: 'service', recipient: 'cso', fieldGroups: ['identity'] }
  const about = { id: network.newId(), person: nobody, textVersion: 'v1', locale: 'es' }
  await network.execute(contract.refuseConsent, { ...about, ...refused }, ana)
  const given = { id: network.newId(), person: nobody, service, deliveredOn: '2026-03-02' }
  await network.execute(recordDelivery, given, ana)
  const { rows } = await network.database.pool.query('select id from delivery where person = $1', [nobody])
  expect(rows).toEqual([{ id: given.id }])
})
