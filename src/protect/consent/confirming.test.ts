// An organisation that gains access by a yes is never the only one to attest it; a no works whoever recorded
// it, and the keeper lifts it only with the person's decision.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { filesOf, picture } from '../../../tests/harness/files.ts'
import { lina, refusal } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { opened } from '../../../tests/harness/own-view.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import type { OwnView } from '../own/operations.ts'
import { closeReferral, serveReferral } from '../../serve/referrals/operations.ts'
import {
  listConsents,
  confirmConsent,
  listUnconfirmed,
  withdrawConsent,
  refuseConsent,
  upholdConsent,
  countLiftedNoes,
} from './operations.ts'

let network: TestNetwork
let ana: Actor
let beto: Actor
let eve: Actor
let person: Id
let { later, allow, refuse, refer, shared, seenBy } = {} as Awaited<ReturnType<typeof lina>>

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana, beto, eve } = network.actors)
})
beforeEach(async () => {
  ;({ person, later, allow, refuse, refer, shared, seenBy } = await lina(network))
})

let pages = 0
/** A different page each time, unless one is given. */
const bring = async (actor: Actor, page = picture(pages++)) =>
  (await filesOf(network, network.folder, actor).upload(person, page)).id
const decisions = async (actor = ana) => (await network.ask(listConsents, { person }, actor)).consents
const one = async (id: Id, actor = ana) => (await decisions(actor)).find((each) => each.id === id)
const confirm = (id: Id, actor = ana, attachment?: Id) =>
  network.execute(confirmConsent, { person, id, ...(attachment && { attachment }) }, actor)
const waiting = async (actor = ana) => await network.ask(listUnconfirmed, {}, actor)
const mine = <T extends { person: string }>(rows: readonly T[]) => rows.filter((row) => row.person === person)

describe('a yes to itself that the receiver records', () => {
  test('opens nothing after the person’s no, with a signature and no file, and the keeper sees it wait', async () => {
    await shared(['identity', 'status', 'documents'])
    await refuse(['status', 'documents'])
    later()
    const forged = await allow(['status', 'documents'], { how: 'signature' }, beto)
    expect((await seenBy(beto)).nationalities).toEqual([])
    expect(await one(forged)).toMatchObject({ standing: 'waiting', waitsFor: ['proof', 'keeper'] })
    expect(mine((await waiting()).yeses)).toMatchObject([{ id: forged, waitsFor: ['proof', 'keeper'] }])
    expect(await refusal(confirm(forged, beto))).toMatchObject({ code: 'consent.keeper_only', status: 403 })
    expect(await refusal(confirm(forged))).toMatchObject({ code: 'consent.proof_missing' })
    const keptBy = async (actor: Actor) => (await network.ask(listConsents, { person }, actor)).keptHere
    expect([await keptBy(ana), await keptBy(beto), await keptBy(eve)]).toEqual([true, false, false])
  })

  test('opens nothing without a no before it either, with a file or without', async () => {
    await shared(['identity'])
    const attachment = await bring(beto)
    const id = await allow(['contact'], { how: 'signature', attachment }, beto)
    expect((await seenBy(beto)).contacts).toEqual([])
    expect(await one(id)).toMatchObject({ standing: 'waiting', waitsFor: ['keeper'] })
    await confirm(id)
    expect((await seenBy(beto)).contacts).toHaveLength(2)
    expect(await refusal(confirm(id))).toMatchObject({ code: 'consent.not_waiting', status: 409 })
  })

  test('to its whole class opens nothing either', async () => {
    await shared(['identity'])
    await allow(['contact'], { recipient: 'cso', attachment: await bring(beto) }, beto)
    expect((await seenBy(beto)).contacts).toEqual([])
  })

  test('for a third organisation lets nothing travel onward', async () => {
    await shared(['identity'])
    const yes = await allow(
      ['identity'],
      { recipient: eve.organisation, attachment: await bring(beto) },
      beto,
    )
    expect(await refusal(refer(yes, eve.organisation, beto))).toMatchObject({ code: 'consent.missing' })
    await confirm(yes)
    await refer(yes, eve.organisation, beto)
  })

  test('that ran out while it waited is confirmed no more, and one the person took back neither', async () => {
    await shared(['identity'])
    const attachment = await bring(beto)
    const first = await allow(['contact'], { attachment, expiresOn: '2026-03-05' }, beto)
    const second = await allow(['contact'], { attachment }, beto)
    await network.execute(withdrawConsent, { person, id: second }, ana)
    expect(await refusal(confirm(second))).toMatchObject({ code: 'consent.not_waiting' })
    const before = network.clock.now
    network.clock.advance(10)
    expect(await refusal(confirm(first))).toMatchObject({ code: 'consent.not_waiting' })
    network.clock.now = before
  })
})

test('many yeses of a receiver hide no no, of its own or of another', async () => {
  await shared(['identity'])
  await shared(['identity'], eve)
  for (let times = 0; times < 201; times++) await allow(['contact'], { how: 'thumbprint' }, beto)
  const noes = [
    await refuse(['contact'], beto.organisation, beto),
    await refuse(['contact'], eve.organisation, eve),
  ]
  const heard = await waiting()
  expect(mine(heard.noes).map(({ id }) => id)).toEqual(noes)
  expect(heard.yeses.filter(({ organisation }) => organisation === 'Raíces')).toHaveLength(100)
})

test('a yes of which the person refused every part since is not shown as one in force', async () => {
  const yes = await allow(['identity', 'contact'])
  const other = await allow(['identity'], { recipient: eve.organisation })
  await refuse(['contact'])
  expect(await one(yes)).toMatchObject({ standing: 'in_force' })
  await refuse(['identity'])
  expect(await one(yes)).toMatchObject({ standing: 'withdrawn', withdrawnAt: null })
  expect(await one(other)).toMatchObject({ standing: 'in_force' })
  await refuse(['identity'], 'cso')
  expect(await one(other)).toMatchObject({ standing: 'withdrawn', withdrawnAt: null })
})

describe('the keeper of the record', () => {
  test('opens at once with a first yes, and with its proof after a no', async () => {
    await shared(['identity'])
    await refuse(['identity'])
    later()
    const bare = await allow(['identity'])
    expect(await one(bare)).toMatchObject({ standing: 'waiting', waitsFor: ['proof'] })
    const attachment = await bring(ana)
    await confirm(bare, ana, attachment)
    expect(await one(bare)).toMatchObject({ standing: 'in_force', attachment })
    later()
    await refuse(['identity'])
    later()
    const proven = await allow(['identity'], { attachment: await bring(ana) })
    expect(await one(proven)).toMatchObject({ standing: 'in_force' })
  })

  test('receives a no late, from a telephone without a network: a yes without proof said after it waits', async () => {
    await shared(['identity'])
    const occurredAt = network.clock.now.toISOString()
    later()
    const yes = await allow(['contact'])
    expect((await seenBy(beto)).contacts).toHaveLength(2)
    const asked = {
      person,
      purpose: 'referral',
      recipient: beto.organisation,
      textVersion: 'v1',
      locale: 'es',
    }
    const no = { ...asked, id: network.newId(), fieldGroups: ['contact'] }
    await network.execute(refuseConsent, { ...no, locale: 'es' as const }, ana, { occurredAt })
    expect(await one(yes)).toMatchObject({ standing: 'waiting', waitsFor: ['proof'] })
    expect((await seenBy(beto)).contacts).toEqual([])
  })
})

describe('the person, by a one-time code', () => {
  const forged = async () => {
    await shared(['identity', 'status'])
    await refuse(['status'])
    return await allow(['status'], { attachment: await bring(beto) }, beto)
  }

  test('confirms a yes that has its proof, with a code of the keeper', async () => {
    const id = await forged()
    const own = await opened(network, person, ana)
    const { body } = await own.post('look', { locale: 'es' })
    const { consents } = body as unknown as OwnView
    expect(consents.find((each) => each.id === id)).toMatchObject({ standing: 'waiting' })
    expect((await own.post('confirm', { id })).status).toBe(200)
    expect(await one(id)).toMatchObject({ standing: 'in_force' })
    expect((await own.post('confirm', { id })).body).toMatchObject({ code: 'consent.not_waiting' })
  })

  test('with a code that the receiver made for them, confirms nothing: it could have typed the code itself', async () => {
    const id = await forged()
    const own = await opened(network, person, beto)
    const { body } = await own.post('look', { locale: 'es' })
    expect(JSON.stringify(body)).not.toContain(id)
    expect((await own.post('confirm', { id })).body).toMatchObject({ code: 'consent.keeper_only' })
    expect(await one(id)).toMatchObject({ standing: 'waiting' })
  })

  test('says that it is not theirs, and it opens nothing any more', async () => {
    const id = await forged()
    const own = await opened(network, person, ana)
    expect((await own.post('withdraw', { id })).status).toBe(200)
    expect(await refusal(confirm(id))).toMatchObject({ code: 'consent.not_waiting' })
    expect(mine((await waiting()).noes)).toEqual([])
  })
})

describe('a no that another organisation recorded', () => {
  test('with a code that it made for the person is its no: it may have typed the code itself', async () => {
    const { consent } = await shared(['identity'])
    const own = await opened(network, person, beto)
    expect((await own.post('withdraw', { id: consent })).status).toBe(200)
    expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
    expect(mine((await waiting()).noes)).toMatchObject([{ id: consent, organisation: 'Raíces' }])
    later()
    await allow(['identity'], { attachment: await bring(ana) })
    expect((await seenBy(beto)).called).toBe('Lina')
  })

  test('ends access whatever its clock says: a withdrawal is never earlier than the yes', async () => {
    for (const by of [ana, beto]) {
      const its = await lina(network)
      const { consent } = await its.shared(['identity'])
      const occurredAt = new Date(network.clock.now.getTime() - 3_600_000).toISOString()
      const key = { person: its.person, id: consent }
      await network.execute(withdrawConsent, key, by, { occurredAt })
      expect(await refusal(its.seenBy(beto))).toMatchObject({ code: 'person.unknown' })
    }
  })

  test('ends access at once; the keeper lifts it with the person’s decision, and access returns', async () => {
    await shared(['identity', 'contact'])
    const no = await refuse(['identity', 'contact'], beto.organisation, beto)
    expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
    expect(mine((await waiting()).noes)).toMatchObject([{ id: no, organisation: 'Raíces' }])
    later()
    await allow(['identity', 'contact'])
    expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
    expect(mine((await waiting()).noes)).toHaveLength(1)
    const yes = (await decisions())[0]
    await confirm(yes?.id as Id, ana, await bring(ana))
    expect((await seenBy(beto)).contacts).toHaveLength(2)
    expect(mine((await waiting()).noes)).toEqual([])
  })

  test('upheld by the person, it ends what was suspended: a later yes gives nothing back by itself', async () => {
    await shared(['identity'])
    const no = await refuse(['identity'], beto.organisation, beto)
    const uphold = (actor: Actor) => network.execute(upholdConsent, { person, id: no }, actor)
    expect(await refusal(uphold(eve))).toMatchObject({ code: 'consent.unknown' })
    await uphold(ana)
    expect(await refusal(uphold(ana))).toMatchObject({ code: 'consent.reviewed', status: 409 })
    later()
    await allow(['identity'], { attachment: await bring(ana) })
    expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
  })

  test('restores access by itself only while there was work that it ended', async () => {
    const { key } = await shared(['identity'])
    await network.execute(serveReferral, key, beto)
    await refuse(['identity'], beto.organisation, beto)
    await network.execute(closeReferral, key, beto)
    later()
    await allow(['identity'], { attachment: await bring(ana) })
    expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
  })

  test('lifted again and again stands out before the data-protection officer', async () => {
    for (let times = 0; times < 3; times++) {
      const its = await lina(network)
      await its.shared(['identity'])
      await its.refuse(['identity'], beto.organisation, beto)
      its.later()
      const attachment = (await filesOf(network, network.folder, ana).upload(its.person, picture(pages++))).id
      await its.allow(['identity'], { attachment })
    }
    const { users } = await network.ask(countLiftedNoes, {}, network.actors.dora)
    expect(users.find(({ user }) => user.id === beto.user)).toMatchObject({ unusual: true })
    expect(users.find(({ user }) => user.id === beto.user)?.lifted).toBeGreaterThanOrEqual(3)
  })

  test.each([
    ['dated long before by a clock that is behind', { isOld: true, ofClass: false }],
    ['said of a whole class, and lifted for the one it was meant for', { isOld: false, ofClass: true }],
    ['said of a whole class long before', { isOld: true, ofClass: true }],
  ])('%s stands out as well', async (_, { isOld, ofClass }) => {
    const bruno = await network.join('Bruno', 'roots', ['case_manager'])
    for (let times = 0; times < 3; times++) {
      const its = await lina(network)
      await its.shared(['identity'])
      const { consent } = await its.shared(['identity'], eve)
      its.later()
      const no = { id: network.newId(), person: its.person, purpose: 'referral', fieldGroups: ['identity'] }
      const recipient = ofClass ? ('cso' as const) : eve.organisation
      const occurredAt = new Date(network.clock.now.getTime() - 100 * 86_400_000).toISOString()
      await network.execute(
        refuseConsent,
        { ...no, recipient, textVersion: 'v1', locale: 'es' as const },
        bruno,
        isOld ? { occurredAt } : {},
      )
      expect(await refusal(its.seenBy(eve))).toMatchObject({ code: 'person.unknown' })
      its.later()
      const attachment = (await filesOf(network, network.folder, ana).upload(its.person, picture(pages++))).id
      const key = { person: its.person, id: consent, attachment }
      if (isOld) await network.execute(confirmConsent, key, ana)
      else await its.allow(['identity'], { recipient: eve.organisation, attachment })
      expect((await its.seenBy(eve)).called).toBe('Lina')
    }
    const { users } = await network.ask(countLiftedNoes, {}, network.actors.dora)
    expect(users.find(({ user }) => user.id === bruno.user)).toMatchObject({
      noes: 3,
      lifted: 3,
      unusual: true,
    })
  })

  test('through codes that its staff made stands out under whoever made them', async () => {
    const bruno = await network.join('Bruno', 'roots', ['case_manager'])
    for (let times = 0; times < 3; times++) {
      const its = await lina(network)
      const { consent } = await its.shared(['identity'])
      const own = await opened(network, its.person, bruno)
      expect((await own.post('withdraw', { id: consent })).status).toBe(200)
      expect((await waiting()).noes.find(({ id }) => id === consent)).toMatchObject({
        user: 'Bruno',
        withCode: true,
        organisation: 'Raíces',
      })
      its.later()
      const attachment = (await filesOf(network, network.folder, ana).upload(its.person, picture(pages++))).id
      await its.allow(['identity'], { attachment })
    }
    const { users } = await network.ask(countLiftedNoes, {}, network.actors.dora)
    expect(users.find(({ user }) => user.id === bruno.user)).toEqual({
      organisation: { id: bruno.organisation, name: 'Raíces' },
      user: { id: bruno.user, name: 'Bruno' },
      noes: 3,
      lifted: 3,
      withCode: 3,
      unusual: true,
    })
  })

  test('with a code of the keeper is the person’s own, and stands out under nobody', async () => {
    const { consent } = await shared(['identity'])
    const own = await opened(network, person, ana)
    expect((await own.post('withdraw', { id: consent })).status).toBe(200)
    const { users } = await network.ask(countLiftedNoes, {}, network.actors.dora)
    expect(users.map(({ user }) => user.id)).not.toContain(ana.user)
    expect(users.map(({ user }) => user.id)).not.toContain(person)
  })
})
