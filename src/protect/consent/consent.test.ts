// What consent does, from the desk to the receiver's screen: it opens parts, closes them again, notifies, and
// expires.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { atOnce } from '../../../tests/harness/at-once.ts'
import { lina, refusal } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { sync } from '../../platform/sync/sync.ts'
import { addContact, changePerson, searchPeople } from '../../serve/record/operations.ts'
import {
  acceptReferral,
  closeReferral,
  getReferral,
  sendReferral,
  serveReferral,
} from '../../serve/referrals/operations.ts'
import { acknowledgeNotice } from '../notices/operations.ts'
import { withdrawConsent, listConsents, listExpiring } from './operations.ts'

let network: TestNetwork
let ana: Actor
let beto: Actor
let eve: Actor
let person: Id
let { later, allow, refuse, refer, shared, seenBy, notices } = {} as Awaited<ReturnType<typeof lina>>

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana, beto, eve } = network.actors)
})

beforeEach(async () => {
  ;({ person, later, allow, refuse, refer, shared, seenBy, notices } = await lina(network))
})

describe('a record shared', () => {
  test('shows the parts consented to, and says which are kept', async () => {
    await shared(['identity'])
    const seen = await seenBy(beto)
    expect(seen).toMatchObject({ called: 'Lina', contacts: [] })
    expect(seen.withheld).toEqual({
      person,
      purpose: 'referral',
      recipient: beto.organisation,
      fieldGroups: ['documents', 'contact', 'household', 'status', 'health', 'protection', 'needs'],
      ask: 'consent.give',
    })
    expect((await seenBy(ana)).withheld).toBeNull()
  })

  test('grows with a later yes and shrinks with a later no, at once, on devices too', async () => {
    await shared(['identity'])
    const onDevice = async () => {
      const request = { device: network.newId(), commands: [], persons: [person], pull: { cursor: null } }
      const { changes } = await sync(network.app, beto, request)
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

  test.each(['yes', 'no'])(
    'is not opened anew by a %s of the moment in which the work ends',
    async (said) => {
      const { key } = await shared(['identity', 'status'])
      await network.execute(serveReferral, key, beto)
      const { pool } = network.database
      const closing = async () => {
        const { rows } = await pool.query(`select from pg_locks l join pg_stat_activity a using (pid)
        where not l.granted and a.datname = current_database()`)
        return rows.length > 0
      }
      const speaking = async () => {
        await expect.poll(closing, { interval: 1 }).toBe(true)
        await (said === 'yes' ? allow(['contact']) : refuse(['status']))
      }
      const ends = await atOnce<unknown>(pool, 'person_share', [
        () => network.execute(closeReferral, key, beto),
        speaking,
      ])
      expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
      expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
    },
  )

  test('notifies without the person’s name a receiver that may no longer know it', async () => {
    const { key } = await shared(['identity', 'status'])
    await network.execute(serveReferral, key, beto)
    await refuse(['identity'])
    const [first] = await notices(beto)
    expect(first).toMatchObject({ called: 'Lina' })
    await network.execute(changePerson, { id: person, base: 1, changes: { called: 'Aurora' } }, ana)
    await refuse(['status'])
    const told = await notices(beto)
    expect(told.map(({ fieldGroups, called }) => [fieldGroups, called])).toContainEqual([['status'], null])
    expect(JSON.stringify(told)).not.toContain('Aurora')
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

  test('cannot be changed where it may not be read, and what is hidden survives an edit beside it', async () => {
    await network.execute(changePerson, { id: person, base: 1, changes: { place: 'xa_01001' } }, ana)
    await shared(['identity'])
    const added = { person, id: network.newId(), kind: 'phone', value: '3009998877' }
    expect(await refusal(network.execute(addContact, added, beto))).toEqual({
      code: 'consent.missing',
      status: 409,
      data: {
        person,
        purpose: 'referral',
        recipient: beto.organisation,
        fieldGroups: ['contact'],
        ask: 'consent.give',
      },
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
      data: {
        person,
        purpose: 'referral',
        recipient: beto.organisation,
        fieldGroups: ['identity'],
        ask: 'consent.give',
      },
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

  test('accepts no consent to parts that were not read to the person', async () => {
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
    await network.execute(withdrawConsent, { person, id: consent }, ana)
    expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
    expect(await network.ask(getReferral, key, beto)).toMatchObject({
      state: 'cancelled',
      introduction: { calledName: null },
      reason: '',
    })
    expect(await network.ask(getReferral, key, ana)).toMatchObject({ introduction: { calledName: 'Lina' } })
    const [notice] = await notices(beto)
    expect(notice).toMatchObject({
      side: 'told',
      called: 'Lina',
      because: 'withdrawn',
      fieldGroups: ['identity'],
    })
    const told = { person, id: notice?.id as Id }
    expect(await refusal(network.execute(acknowledgeNotice, told, eve))).toMatchObject({
      code: 'notice.unknown',
    })
    expect(await refusal(network.execute(acknowledgeNotice, told, network.actors.clara))).toMatchObject({
      code: 'notice.unknown',
    })
    await network.execute(acknowledgeNotice, told, beto)
    expect(await notices(beto)).toEqual([])
    expect(await notices(ana, person)).toMatchObject([{ side: 'teller', acknowledgedAt: expect.any(String) }])
    expect(await refusal(network.execute(acknowledgeNotice, told, beto))).toMatchObject({
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
    await network.execute(withdrawConsent, { person, id: consent }, ana)
    expect(await network.ask(getReferral, key, ana)).toMatchObject({ state: 'cancelled' })
    expect(await notices(beto)).toHaveLength(1)
  })

  test('may be told to the receiver, who cannot keep it to itself', async () => {
    const { consent } = await shared(['identity'])
    later()
    await network.execute(withdrawConsent, { person, id: consent }, beto)
    const { consents } = await network.ask(listConsents, { person }, ana)
    expect(consents).toMatchObject([{ id: consent, standing: 'withdrawn' }])
    expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
  })

  test('leaves other receivers as they are', async () => {
    const { consent } = await shared(['identity'])
    await shared(['identity', 'contact'], eve)
    later()
    await network.execute(withdrawConsent, { person, id: consent }, ana)
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
    (await network.ask(listExpiring, {}, ana)).consents.filter((one) => one.person === person)
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
  const { consents } = await network.ask(listExpiring, {}, ana)
  expect(consents.filter((one) => one.person === person)).toEqual([])
})
