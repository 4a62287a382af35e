// What the own view must not reveal to a bystander: recipients of an override, the topic of a questionnaire,
// notes of staff.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { EVERY_ROLE, testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { opened, type Own } from '../../../tests/harness/own-view.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { asOwner } from '../../platform/database/connect.ts'
import { activateRelease, type openPacks, readPack, releaseOf } from '../../platform/packs/packs.ts'
import { recordCharacterization } from '../../serve/forms/operations.ts'
import { getPerson, registerPerson } from '../../serve/record/operations.ts'
import { acceptReferral, sendReferral } from '../../serve/referrals/operations.ts'
import { askOverride, decideOverride } from '../overrides/operations.ts'
import { giveConsent, listConsents, type Recipient, refuseConsent, RESULTS } from '../consent/operations.ts'
import { OwnView } from './operations.ts'

let network: TestNetwork
let rosa: Actor
let bruno: Actor
let lina: Id
let own: Own

const id = () => network.newId()

const look = async (): Promise<OwnView> => {
  const { status, body } = await own.post('look', { locale: 'es' })
  expect(status, JSON.stringify(body)).toBe(200)
  return OwnView.parse(body)
}

async function activate(pack: Awaited<ReturnType<typeof readPack>>): Promise<void> {
  await activateRelease(asOwner(network.database.pool), releaseOf(pack))
  await (network.app.packs as Awaited<ReturnType<typeof openPacks>>).refresh()
}

beforeAll(async () => {
  network = await testNetwork()
  rosa = await network.join('Rosa', 'garden', EVERY_ROLE)
  bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
})

beforeEach(async () => {
  lina = id()
  await network.execute(registerPerson, { id: lina, searched: 'everywhere', called: 'Lina' }, rosa)
  own = await opened(network, lina, rosa)
})

async function overridden(): Promise<Id> {
  const override = { person: lina, id: id() }
  const wish = {
    ...override,
    purpose: 'referral',
    recipient: bruno.organisation,
    fieldGroups: ['identity'],
    ground: 'vital_interest' as const,
    basis: 'Riesgo grave',
    reason: 'Su vida corre peligro.',
    until: '2026-03-10' as const,
  }
  await network.execute(askOverride, wish, network.actors.clara)
  await network.execute(decideOverride, { ...override, allow: true }, network.actors.sol)
  const referral = { person: lina, id: id() }
  const sent = { ...referral, to: bruno.organisation, reason: 'r', consent: override.id }
  await network.execute(sendReferral, sent, network.actors.clara)
  await network.execute(acceptReferral, referral, bruno)
  await network.ask(getPerson, { id: lina }, bruno)
  return override.id
}

test('a receiver without the person’s yes is not named, and nothing refers to a yes that was not given', async () => {
  await overridden()
  expect(JSON.stringify(await look())).not.toMatch(/Raíces|Bruno/u)
  // The person sees what they allowed themselves.
  const asked = {
    person: lina,
    purpose: 'referral',
    recipient: bruno.organisation,
    fieldGroups: ['identity'],
  }
  const yes = { ...asked, id: id(), how: 'signature' as const, textVersion: 'v1', locale: 'es' }
  await network.execute(giveConsent, yes, rosa)
  const sights = (await look()).seen.flatMap((day) => day.sights)
  const handed = sights.filter(({ recipient }) => recipient === 'Raíces')
  expect(handed.length).toBeGreaterThan(0)
  expect(handed.filter(({ consented }) => consented)).toEqual([])
})

test('the same correction sent twice is one, and says so', async () => {
  const asked = { id: id(), about: 'a', wrong: 'b', proposed: 'c' }
  expect((await own.post('ask_correction', asked)).status).toBe(200)
  expect(await own.post('ask_correction', asked)).toMatchObject({ status: 409 })
  expect((await look()).corrections).toHaveLength(1)
})

const said = { textVersion: 'v1', locale: 'es' }

async function given(recipient: Id, fieldGroups: string[]): Promise<Id> {
  const yes = { person: lina, id: id(), purpose: 'referral', recipient, fieldGroups, ...said }
  await network.execute(giveConsent, { ...yes, how: 'signature' }, rosa)
  return yes.id
}

/** A no of the same instant would make the yes one that reverses it. */
function aMomentLater(): void {
  network.clock.now = new Date(network.clock.now.getTime() + 1000)
}

async function refused(recipient: Recipient, fieldGroups: string[]): Promise<void> {
  const no = { person: lina, id: id(), purpose: 'referral', recipient, fieldGroups, ...said }
  await network.execute(refuseConsent, no, rosa)
}

test('a permission taken back in part lists what still holds, to them and to staff alike', async () => {
  const { roots } = network.organisations
  const first = await given(roots, ['identity', 'contact'])
  const second = await given(roots, ['identity', 'documents'])
  aMomentLater()
  expect((await own.post('withdraw', { id: first })).status).toBe(200)
  const { consents } = await network.ask(listConsents, { person: lina }, rosa)
  expect(consents.find((one) => one.id === second)).toMatchObject({
    standing: 'in_force',
    refusedSince: ['identity'],
  })
  const shown = async () => (await look()).consents.find((one) => one.id === second)
  expect(await shown()).toMatchObject({ standing: 'in_force', refusedSince: ['Nombre y nacimiento'] })
  expect(String((await own.get('download/page?locale=es')).body)).toContain('Carnés y papeles · Vigente')
  await refused('cso', ['documents'])
  expect(await shown()).toMatchObject({ standing: 'withdrawn' })
})

test('a part refused since does not reveal another that holds and is not shown', async () => {
  const { roots } = network.organisations
  const yes = await given(roots, ['contact', 'needs'])
  aMomentLater()
  await refused(roots, ['contact'])
  const pack = await readPack('packs/huerta')
  const fieldGroups = pack.taxonomies.fieldGroups.map((one) =>
    one.code === 'needs' ? { ...one, protected: true } : one,
  )
  await activate({ ...pack, taxonomies: { ...pack.taxonomies, fieldGroups } })
  const shown = (await look()).consents.find((one) => one.id === yes)
  await activate(pack)
  expect(shown).toMatchObject({ standing: 'withdrawn', parts: ['Contacto'] })
  expect(shown).not.toHaveProperty('refusedSince')
})

test('an organisation that works on nothing else today is not named, whatever it once offered', async () => {
  const { fence } = network.organisations
  const asked = { person: lina, purpose: 'referral', recipient: fence, fieldGroups: ['identity'] }
  const yes = { ...asked, id: id(), how: 'signature' as const, textVersion: 'v1', locale: 'es' }
  await network.execute(giveConsent, yes, rosa)
  const offers = (kind: string, closed: string | null) =>
    network.database.pool.query(
      `insert into service (id, organisation, kind, name, assured_at, closed_at) values ($1, $2, $3, $3, now(), $4)`,
      [id(), fence, kind, closed],
    )
  await offers('tool_loan', '2026-01-01')
  expect(JSON.stringify(await look())).toContain('Otra Huerta')
  await offers('shelter', null)
  expect(JSON.stringify(await look())).not.toContain('Otra Huerta')
})

test('a purpose that the pack protects is not named, not even by its code', async () => {
  const asked = {
    person: lina,
    purpose: RESULTS,
    recipient: 'verifier' as const,
    fieldGroups: ['documents'],
  }
  const yes = { ...asked, id: id(), how: 'signature' as const, textVersion: 'v1', locale: 'es' }
  await network.execute(giveConsent, yes, rosa)
  expect((await look()).consents).toHaveLength(1)
  const pack = await readPack('packs/huerta')
  const purposes = pack.taxonomies.purposes.map((one) =>
    one.code === 'results' ? { ...one, protected: true } : one,
  )
  await activate({ ...pack, taxonomies: { ...pack.taxonomies, purposes } })
  expect((await look()).consents).toEqual([])
  await activate(pack)
})

test('a questionnaire that asks about nothing but a protected part is not named', async () => {
  const pack = await readPack('packs/huerta')
  const [first] = pack.questionnaires
  if (!first) throw new Error('The pack asks nothing.')
  const health = first.pages.flatMap((page) =>
    page.questions.filter(({ fieldGroup }) => fieldGroup === 'health'),
  )
  const [page] = first.pages
  const title = { es: 'Golpes recibidos', en: 'Blows', ar: 'ضربات' }
  const only = { ...first, code: 'blows', version: 1, title, pages: [{ ...page, questions: health }] }
  await activate({ ...pack, questionnaires: [...pack.questionnaires, only] } as typeof pack)
  const answers = { [String(health[0]?.name)]: null }
  const said = { id: id(), person: lina, questionnaire: 'blows', version: 1, answers }
  await network.execute(recordCharacterization, said, rosa)
  expect(JSON.stringify(await look())).not.toContain('Golpes')
})

test('an answer in free words is read at the centre', async () => {
  const answers = { has_gardened: false, wishes: 'Que él no se entere' }
  const said = { id: id(), person: lina, questionnaire: 'characterization', version: 1, answers }
  await network.execute(recordCharacterization, said, rosa)
  const text = JSON.stringify((await look()).sections)
  expect(text).not.toContain('entere')
  expect(text).toContain('Se lee en el centro')
})
