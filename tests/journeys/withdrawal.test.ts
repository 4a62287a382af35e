// Lina says "no more" about Raíces, over HTTP: its access ends, nothing that Beto forges, borrows or edits
// restores it, and Ana, who keeps the record, sees what he tried.
import { beforeAll, expect, test } from 'vitest'
import type { Command, InputOf, OutputOf, Query } from '../../src/kernel/command.ts'
import type { Id } from '../../src/kernel/words.ts'
import { transaction } from '../../src/platform/database/connect.ts'
import { safeContacts } from '../../src/platform/safe-contact.ts'
import { askOverride, decideOverride, listOverrides } from '../../src/protect/overrides/operations.ts'
import { listNotices } from '../../src/protect/notices/operations.ts'
import {
  giveConsent,
  refuseConsent,
  listConsents,
  getReceipt,
  listUnconfirmed,
  confirmConsent,
  withdrawConsent,
} from '../../src/protect/consent/operations.ts'
import { refusedAttempts, searchDisclosures } from '../../src/protect/disclosure/operations.ts'
import { listCodes, makeCode } from '../../src/protect/own/operations.ts'
import {
  getPerson,
  registerPerson,
  changeContact,
  addContact,
  searchPeople,
  listCaseload,
} from '../../src/serve/record/operations.ts'
import { getTimeline } from '../../src/serve/timeline/operations.ts'
import {
  sendReferral,
  acceptReferral,
  listReferrals,
  getReferral,
} from '../../src/serve/referrals/operations.ts'
import { picture } from '../harness/files.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { telephone } from '../harness/own-view.ts'
import { codeOf, PASSWORD, signInWorld, visitor, type SignInWorld, type Visitor } from '../harness/visitor.ts'

const ALL = ['identity', 'contact', 'documents', 'status']
const SAFE = '+57 311 555 0101'
const UNSAFE = '+57 311 555 0202'
const ABOUT_LINA = /Lina|Peña|0101|0202/u
const SAID = { purpose: 'referral', textVersion: 'v1', locale: 'es' } as const

let network: TestNetwork
let world: SignInWorld
let ana: SignedIn
let beto: SignedIn
let dora: SignedIn
let lina: Id
let yes: Id
let sent: Id
let forged: Id
const mail = { ana: '', beto: '' }

type SignedIn = ReturnType<typeof speak>

/** A signed-in user, as their browser sends requests. */
function speak(browser: Visitor) {
  const send = (operation: Command | Query, input: unknown) =>
    operation.is === 'command'
      ? browser.send(`/api/${operation.name}`, { method: 'POST', body: JSON.stringify(input) })
      : browser.send(`/api/${operation.name}?input=${encodeURIComponent(JSON.stringify(input))}`)
  async function done(operation: Command | Query, input: unknown): Promise<never> {
    const { status, body } = await send(operation, input)
    if (status !== 200) throw new Error(`${operation.name}: ${status} ${JSON.stringify(body)}`)
    return body as never
  }
  return {
    browser,
    run: <C extends Command>(operation: C, input: InputOf<C>): Promise<OutputOf<C>> => done(operation, input),
    ask: <Q extends Query>(operation: Q, input: InputOf<Q>): Promise<OutputOf<Q>> => done(operation, input),
    async answer<C extends Command | Query>(operation: C, input: InputOf<C>) {
      const { status, body } = await send(operation, input)
      return { status, code: body['code'] as unknown, text: JSON.stringify(body) }
    },
  }
}

async function signedIn(email: string): Promise<SignedIn> {
  const browser = visitor(network.hono)
  await browser.post('sign-in', { email, password: PASSWORD })
  return speak(browser)
}

let pages = 0
/** A different page each time. */
async function upload(by: SignedIn): Promise<{ id: Id; status: number }> {
  const id = network.newId()
  const headers = { cookie: [...by.browser.jar].map((pair) => pair.join('=')).join('; ') }
  const { status } = await network.hono.request(`/api/attachments?id=${id}&person=${lina}&name=hoja.png`, {
    method: 'POST',
    headers: { ...headers, 'x-requested-with': 'arraigo' },
    body: new Uint8Array(picture(pages++)),
  })
  return { id, status }
}

const later = () => {
  network.clock.now = new Date(network.clock.now.getTime() + 1000)
}
const yesTo = (more: object = {}) => {
  const asked = { id: network.newId(), person: lina, recipient: network.organisations.roots, ...SAID }
  return { ...asked, fieldGroups: [...ALL], how: 'signature' as const, ...more }
}
const flip = (contact: { id: string; version: number }) => ({
  person: lina,
  id: contact.id as Id,
  base: contact.version,
  safeToText: true,
})
const handedOut = async () => {
  const all = await transaction(network.app.appPool, network.actors.ana, (tx) =>
    safeContacts({ tx, actor: network.actors.ana }, lina, 'text'),
  )
  return all.map(({ value }) => value)
}
const contacts = async () => (await ana.ask(getPerson, { id: lina })).contacts

beforeAll(async () => {
  network = await testNetwork()
  world = await signInWorld(network)
  const come = async (...given: Parameters<SignInWorld['somebody']>) => {
    const { email } = await world.somebody(...given)
    return { email, voice: await signedIn(email) }
  }
  const desk = await come('garden', ['front_desk', 'case_manager'])
  const plot = await come('roots', ['provider', 'case_manager', 'supervisor'])
  ;[ana, beto, mail.ana, mail.beto] = [desk.voice, plot.voice, desk.email, plot.email]
  dora = (await come('garden', ['data_protection_officer'])).voice
  lina = network.newId()
})

test('Ana registers Lina, and Raíces works with her, as she allows', async () => {
  const phone = (value: string, safeToText: boolean) => ({
    id: network.newId(),
    kind: 'phone',
    value,
    safeToText,
  })
  await ana.run(registerPerson, {
    id: lina,
    searched: 'device',
    called: 'Lina',
    firstSurname: 'Peña',
    contacts: [phone(SAFE, true), phone(UNSAFE, false)],
  })
  const spokenFor = { name: 'Marta Peña', as: 'relative', because: 'without_capacity' } as const
  const given = yesTo({ spokenFor, witness: 'Rosa Peña' })
  yes = given.id
  later()
  await ana.run(giveConsent, given)
  sent = network.newId()
  const to = network.organisations.roots
  await ana.run(sendReferral, { person: lina, id: sent, to, reason: 'Una pala', consent: yes })
  await beto.run(acceptReferral, { person: lina, id: sent })
  expect((await beto.ask(getPerson, { id: lina })).contacts).toHaveLength(2)
})

test('Beto cannot mark safe a number that she called unsafe, in any spelling, and Ana sees who tried', async () => {
  const unsafe = (await contacts()).find(({ value }) => value === UNSAFE)
  if (!unsafe) throw new Error('The number is gone.')
  expect(await beto.answer(changeContact, flip(unsafe))).toMatchObject({
    code: 'contact.unsafe_stays',
  })
  for (const value of ['3115550202', '३११५५५०२०२', '311 555 0202 (casa@example.net)']) {
    const added = { person: lina, id: network.newId(), kind: 'phone', value, safeToText: true }
    await beto.run(addContact, added)
  }
  expect(await handedOut()).toEqual([SAFE])
  const { looks } = await dora.ask(searchDisclosures, { person: lina })
  expect(looks).toContainEqual(
    expect.objectContaining({
      via: changeContact.name,
      organisation: expect.objectContaining({ name: 'Raíces' }),
    }),
  )
})

test('two people of Raíces cannot widen their own permission, and a code that Beto made confirms nothing', async () => {
  const override = {
    person: lina,
    id: network.newId(),
    purpose: 'referral',
    recipient: network.organisations.roots,
    fieldGroups: ['health'],
    ground: 'vital_interest' as const,
    basis: 'Riesgo',
    reason: 'Dice que sí.',
    until: '2026-03-10',
  }
  await beto.run(askOverride, override)
  const rita = await signedIn((await world.somebody('roots', ['supervisor'])).email)
  const decided = { person: lina, id: override.id, allow: true }
  expect(await rita.answer(decideOverride, decided)).toMatchObject({ code: 'override.keeper_only' })
  const { overrides } = await ana.ask(listOverrides, { person: lina })
  expect(overrides).toMatchObject([{ id: override.id, state: 'asked' }])

  const file = await upload(beto)
  expect(file.status).toBe(200)
  const early = yesTo({ fieldGroups: ['protection'], textVersion: 'v1', attachment: file.id })
  const answer = await beto.answer(giveConsent, early)
  if (answer.status !== 200) return expect(answer.code).toBe('consent.beyond_text')
  const { code } = await beto.run(makeCode, { person: lina, id: network.newId(), checked: 'known' })
  const own = telephone(network.hono)
  await own.enter(code ?? '')
  expect((await own.post('confirm', { id: early.id })).body).toMatchObject({ code: 'consent.keeper_only' })
})

test('“no more”: the access of Raíces ends at once, on every route', async () => {
  later()
  const { how: _how, ...no } = yesTo()
  await ana.run(refuseConsent, no)
  expect(await beto.answer(getPerson, { id: lina })).toMatchObject({ code: 'person.unknown' })
  const texts: string[] = []
  for (const [operation, input] of [
    [getTimeline, { id: lina }],
    [searchPeople, { text: 'Lina Peña' }],
    [searchPeople, { text: '311 555 0101' }],
    [listCaseload, {}],
    [listReferrals, { side: 'receiver' }],
    [getReferral, { person: lina, id: sent }],
    [listConsents, { person: lina }],
    [getReceipt, { person: lina, id: yes }],
    [listOverrides, {}],
    [listUnconfirmed, {}],
    [listCodes, {}],
  ] as const)
    texts.push((await beto.answer(operation as Query, input as never)).text)
  const olga = await signedIn((await world.somebody('roots', ['data_protection_officer'])).email)
  texts.push((await olga.answer(searchDisclosures, {})).text, (await olga.answer(listOverrides, {})).text)
  const { body } = await beto.browser.send('/api/sync', {
    method: 'POST',
    body: JSON.stringify({ device: network.newId(), commands: [], persons: [lina], pull: { cursor: null } }),
  })
  texts.push(JSON.stringify(body))
  for (const said of texts) expect(said.replaceAll(/Lina Peña|311 555 0101/gu, '')).not.toMatch(ABOUT_LINA)
  expect(await ana.ask(getReferral, { person: lina, id: sent })).toMatchObject({
    state: 'cancelled',
  })
  const { notices } = await beto.ask(listNotices, {})
  expect(notices).toMatchObject([{ person: lina, because: 'refused' }])
})

test('a consent that Beto forges waits for Ana under his name, for now or any other time, and opens nothing', async () => {
  later()
  const yeses = [yesTo(), yesTo({ how: 'thumbprint' })]
  forged = yeses[0]?.id as Id
  for (const one of yeses)
    expect(await beto.run(giveConsent, one)).toMatchObject({ waitsFor: ['proof', 'keeper'] })
  const envelope = (input: object, seq: number, occurredAt: string) => ({
    id: network.newId(),
    seq,
    name: giveConsent.name,
    input,
    occurredAt,
  })
  const claimed = ['2031-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z']
  const commands = claimed.map((at, index) => envelope(yesTo(), index + 1, at))
  await beto.browser.send('/api/sync', {
    method: 'POST',
    body: JSON.stringify({ device: network.newId(), commands }),
  })
  const drawn = await upload(beto)
  expect(await beto.run(giveConsent, yesTo({ attachment: drawn.id }))).toMatchObject({
    waitsFor: ['keeper'],
  })
  expect(await beto.answer(confirmConsent, { person: lina, id: forged })).toMatchObject({
    code: 'consent.keeper_only',
  })
  expect(await beto.answer(getPerson, { id: lina })).toMatchObject({ code: 'person.unknown' })
  const again = {
    person: lina,
    id: network.newId(),
    to: network.organisations.roots,
    reason: 'x',
    consent: forged,
  }
  expect((await ana.answer(sendReferral, again)).code).toBe('consent.missing')
  const waiting = await ana.ask(listUnconfirmed, {})
  const hers = waiting.yeses.filter(
    ({ person, fieldGroups }) => person === lina && fieldGroups.length === ALL.length,
  )
  // The one of 2020 had expired before it was received; the one of 2031 is dated now.
  expect(hers).toHaveLength(4)
  for (const one of hers) expect(one).toMatchObject({ organisation: 'Raíces', user: 'Somebody New' })
  const { facts } = await ana.ask(getTimeline, { id: lina })
  expect(facts.filter(({ kind }) => kind === 'consent.awaited').length).toBeGreaterThanOrEqual(5)
})

test('Ana’s password and a code of Beto’s own app do not open her account, and she sees that they were tried', async () => {
  await world.enrol(ana.browser)
  const { uri } = await world.enrol(beto.browser)
  const thief = visitor(network.hono)
  await thief.post('sign-in', { email: mail.ana, password: PASSWORD })
  expect((await thief.session()).status).toBe(401)
  expect((await thief.post('second-factor', { code: codeOf(uri) })).body['code']).toBe('second_factor.wrong')
  // The cookies of his own sign-in together with hers.
  const his = visitor(network.hono)
  await his.post('sign-in', { email: mail.beto, password: PASSWORD })
  for (const [name, value] of his.jar) if (!thief.jar.has(name)) thief.jar.set(name, value)
  await thief.post('second-factor', { code: codeOf(uri) })
  await thief.post('backup-code', { code: 'a code that he made up' })
  const confirmed = { person: lina, id: forged }
  expect((await speak(thief).answer(confirmConsent, confirmed)).status).toBeGreaterThanOrEqual(401)
  expect(await beto.answer(getPerson, { id: lina })).toMatchObject({ code: 'person.unknown' })
  const seen = (await ana.browser.read('refused-proofs')).body
  expect(seen).toContainEqual(expect.objectContaining({ kind: 'code', tries: 2, isNew: true }))
  expect(seen).toContainEqual(expect.objectContaining({ kind: 'backup_code', tries: 1, isNew: true }))
  // He failed at her account, and nobody at his.
  expect((await beto.browser.read('refused-proofs')).body).toEqual([])
})

test('nor does the number become safe from outside, and only Lina’s own consent restores access', async () => {
  for (const contact of await contacts())
    expect((await beto.answer(changeContact, flip(contact))).code).toBe('person.unknown')
  expect(await handedOut()).toEqual([SAFE])
  // What he tried from outside, where he was told that there is no such person, is shown to the data
  // protection officer here.
  const { attempts } = await dora.ask(refusedAttempts, {})
  const his = attempts.filter(
    ({ person, organisation }) => person.id === lina && organisation.name === 'Raíces',
  )
  const tried = (name: string, code: string) =>
    expect.objectContaining({ tried: name, code, person: { id: lina, name: 'Lina' } })
  expect(his).toContainEqual(tried(changeContact.name, 'person.unknown'))
  expect(his).toContainEqual(tried(changeContact.name, 'contact.unsafe_stays'))
  expect(his).toContainEqual(tried(confirmConsent.name, 'consent.keeper_only'))
  expect(his).toContainEqual(tried(decideOverride.name, 'override.keeper_only'))
  later()
  // She never said what Beto wrote: Ana withdraws it together with her, and it opens nothing any more.
  await ana.run(withdrawConsent, { person: lina, id: forged })
  const proof = await upload(ana)
  expect(await ana.answer(confirmConsent, { person: lina, id: forged, attachment: proof.id })).toMatchObject({
    code: 'consent.not_waiting',
  })
  later()
  const bare = yesTo({ fieldGroups: ['identity'] })
  expect(await ana.run(giveConsent, bare)).toMatchObject({ waitsFor: ['proof'] })
  await ana.run(confirmConsent, { person: lina, id: bare.id, attachment: proof.id })
  const key = { person: lina, id: network.newId() }
  const to = network.organisations.roots
  await ana.run(sendReferral, { ...key, to, reason: 'Otra vez', consent: bare.id })
  await beto.run(acceptReferral, key)
  expect(await beto.ask(getPerson, { id: lina })).toMatchObject({ called: 'Lina', contacts: [] })
})
