// A number that one of two merged records says is unsafe is used by nobody: no message, no receipt, no call, no device.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusal } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { transaction } from '../../platform/database/connect.ts'
import { safeContacts } from '../../platform/safe-contact.ts'
import { sync } from '../../platform/sync/sync.ts'
import { getReceipt, giveConsent } from '../../protect/consent/operations.ts'
import { addContact, changeContact, getPerson, registerPerson } from '../record/operations.ts'
import type { Person } from '../record/rules/shapes.ts'
import { acceptReferral, sendReferral } from '../referrals/operations.ts'
import { mergePeople, unmergePeople } from './operations.ts'

const SAFE = '3001234567'
const SAME_SPELT_OTHERWISE = '+57 300 123 45 67'
const ALWAYS_SAFE = '3007654321'

let network: TestNetwork
/** One record says the number is safe, the other that it is not. */
let one: Id
let other: Id
let merge: Id
let consent: Id
let noed: Id

beforeAll(async () => void (network = await testNetwork()))

const phone = async (person: Id, value: string, isSafe: boolean): Promise<Id> => {
  const id = network.newId()
  const safe = { safeToCall: isSafe, safeToText: isSafe }
  await network.execute(addContact, { id, person, kind: 'phone', value, ...safe }, network.actors.ana)
  return id
}

beforeEach(async () => {
  const { ana, beto, sol } = network.actors
  ;[one, other, merge, consent] = [network.newId(), network.newId(), network.newId(), network.newId()]
  for (const id of [one, other])
    await network.execute(registerPerson, { id, searched: 'device', called: 'Nelly' }, ana)
  await phone(one, SAFE, true)
  await phone(one, ALWAYS_SAFE, true)
  noed = await phone(other, SAME_SPELT_OTHERWISE, false)
  const words = { purpose: 'referral', textVersion: 'v1', locale: 'es', how: 'signature' } as const
  const allowed = { recipient: network.organisations.roots, fieldGroups: ['identity', 'contact'] }
  await network.execute(giveConsent, { id: consent, person: one, ...words, ...allowed }, ana)
  const referral = { person: one, id: network.newId() }
  const sent = { ...referral, to: network.organisations.roots, reason: 'Una pala', consent }
  await network.execute(sendReferral, sent, ana)
  await network.execute(acceptReferral, referral, beto)
  const pair = { id: merge, person: one, other, because: 'Misma persona.' }
  await network.execute(mergePeople, pair, sol)
})

const undo = () =>
  network.execute(unmergePeople, { merge, because: 'Son dos.', assign: [] }, network.actors.sol)

const messaged = async (person: Id, channel: 'call' | 'text', actor: Actor) => {
  const all = await transaction(network.app.appPool, actor, (tx) =>
    safeContacts({ tx, actor }, person, channel),
  )
  return all.map(({ value }) => value)
}
const receipt = async () =>
  (await network.ask(getReceipt, { person: one, id: consent }, network.actors.ana)).sms?.to

const safeIn = ({ contacts }: Pick<Person, 'contacts'>, flag: 'safeToCall' | 'safeToText') =>
  contacts.filter((contact) => contact[flag] && !contact.retired).map(({ value }) => value)
const onScreen = async (id: Id, actor: Actor, flag: 'safeToCall' | 'safeToText') =>
  safeIn(await network.ask(getPerson, { id }, actor), flag)

async function onDevice(person: Id, actor: Actor, flag: 'safeToCall' | 'safeToText') {
  const request = { device: network.newId(), commands: [], persons: [person], pull: { cursor: null } }
  const { changes } = await sync(network.app, actor, request)
  const document = changes?.documents.find((kept) => kept.person === person)
  return safeIn(document?.parts['person'] as unknown as Person, flag)
}

/** As `onDevice`, of a device that asks again for what changed. */
function keptOnDevice(actor: Actor) {
  const device = network.newId()
  const kept = new Map<Id, Person>()
  let cursor: string | null = null
  return async (person: Id) => {
    const answer = await sync(network.app, actor, { device, commands: [], pull: { cursor } })
    cursor = answer.cursor
    for (const one of answer.changes?.documents ?? [])
      kept.set(one.person, one.parts['person'] as unknown as Person)
    return safeIn(kept.get(person) as Person, 'safeToText')
  }
}

describe('a number that the other record says is unsafe', () => {
  test.each(['call', 'text'] as const)('is handed out to nobody as safe to %s', async (channel) => {
    const { ana, beto } = network.actors
    for (const [person, actor] of [
      [one, ana],
      [other, ana],
      // The receiver sees one of the two records only.
      [one, beto],
    ] as const)
      expect(await messaged(person, channel, actor)).toEqual([ALWAYS_SAFE])
    await undo()
    for (const actor of [ana, beto])
      expect(await messaged(one, channel, actor)).toEqual([SAFE, ALWAYS_SAFE].toSorted())
    expect(await messaged(other, channel, ana)).toEqual([])
  })

  test('gets no receipt of a consent', async () => {
    expect(await receipt()).toEqual([ALWAYS_SAFE])
    await undo()
    expect(await receipt()).toEqual([SAFE, ALWAYS_SAFE].toSorted())
  })

  test.each(['safeToCall', 'safeToText'] as const)('is %s on no screen and no device', async (flag) => {
    const { ana, beto } = network.actors
    for (const [id, actor] of [
      [one, ana],
      [other, ana],
      [one, beto],
    ] as const)
      expect(await onScreen(id, actor, flag)).toEqual([ALWAYS_SAFE])
    for (const actor of [ana, beto]) expect(await onDevice(one, actor, flag)).toEqual([ALWAYS_SAFE])
    await undo()
    for (const actor of [ana, beto]) {
      expect(await onScreen(one, actor, flag)).toEqual([SAFE, ALWAYS_SAFE])
      expect(await onDevice(one, actor, flag)).toEqual([SAFE, ALWAYS_SAFE])
    }
  })

  test('is taken from a device once the other record says no, also from one that sees only the first', async () => {
    const [keeper, receiver] = [keptOnDevice(network.actors.ana), keptOnDevice(network.actors.beto)]
    for (const device of [keeper, receiver]) expect(await device(one)).toEqual([ALWAYS_SAFE])
    await phone(other, ALWAYS_SAFE, false)
    for (const device of [keeper, receiver]) expect(await device(one)).toEqual([])
  })

  test('is safe again once that is said of the record that said no, and not before', async () => {
    const { ana } = network.actors
    const { contacts } = await network.ask(getPerson, { id: one }, ana)
    const here = contacts.find(({ value }) => value === SAFE)
    expect(here).toMatchObject({ safeToText: false, unsafeElsewhere: true })
    const said = { person: one, base: 1, safeToText: true }
    const refused = network.execute(changeContact, { ...said, id: here?.id as Id }, ana)
    expect(await refusal(refused)).toMatchObject({ code: 'contact.unsafe_elsewhere', status: 409 })
    await network.execute(changeContact, { ...said, id: noed }, ana)
    expect(await receipt()).toEqual([SAFE, ALWAYS_SAFE, SAME_SPELT_OTHERWISE].toSorted())
    expect(await messaged(one, 'call', ana)).toEqual([ALWAYS_SAFE])
  })

  test('is shown once where both write it alike, by the record that can say that it is safe', async () => {
    const { ana } = network.actors
    const alike = await phone(other, ALWAYS_SAFE, false)
    const shown = async () =>
      (await network.ask(getPerson, { id: one }, ana)).contacts.filter(({ value }) => value === ALWAYS_SAFE)
    expect(await shown()).toMatchObject([{ id: alike, safeToCall: false, safeToText: false }])
    const safe = { person: one, id: alike, base: 1, safeToCall: true, safeToText: true }
    await network.execute(changeContact, safe, ana)
    expect(await shown()).toMatchObject([{ safeToCall: true, safeToText: true }])
  })
})
