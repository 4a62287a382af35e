// How a yes is given, which receipt the person takes home, and that nobody needs one to be served.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lina, refusal } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { recordDelivery } from '../../serve/deliveries/operations.ts'
import { changePerson, registerPerson } from '../../serve/record/operations.ts'
import { offerService } from '../../serve/services/operations.ts'
import { listConsents, getReceipt, refuseConsent } from './operations.ts'
import { segments } from './rules/sms.ts'

let network: TestNetwork
let ana: Actor
let eve: Actor
let person: Id
let { allow } = {} as Awaited<ReturnType<typeof lina>>

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana, eve } = network.actors)
})

beforeEach(async () => {
  ;({ person, allow } = await lina(network))
})

describe('how it was given', () => {
  test('a yes said aloud has a named witness', async () => {
    expect(await refusal(allow(['identity'], { how: 'verbal_with_witness' }))).toMatchObject({
      code: 'consent.witness_missing',
    })
    const id = await allow(['identity'], { how: 'verbal_with_witness', witness: 'Clara Ríos' })
    const { consents } = await network.ask(listConsents, { person }, ana)
    expect(consents.find((one) => one.id === id)).toMatchObject({ witness: 'Clara Ríos', obtainedBy: 'Ana' })
  })

  test('for a child a representative decides, and who and why is kept', async () => {
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
    expect(await network.ask(getReceipt, { person, id }, ana)).toMatchObject({
      consent: { spokenFor },
    })
  })

  test('a receipt holds the words that were read, and a text that fits a phone and goes to safe numbers alone', async () => {
    const id = await allow(['identity'], { locale: 'ar' })
    const { text, sms } = await network.ask(getReceipt, { person, id }, ana)
    const words = network.app.packs.active().pack.consentTexts.find(({ version }) => version === 'v1')
    expect(text).toMatchObject({ title: words?.title['ar'], text: words?.text['ar'] })
    expect(text?.hash).toMatch(/^[0-9a-f]{64}$/u)
    expect(sms?.text).toContain('Raíces')
    expect(segments(sms?.text ?? '')).toBeLessThanOrEqual(2)
    expect(sms?.to).toEqual(['+57 311 555 0101'])
    expect(await refusal(network.ask(getReceipt, { person, id }, eve))).toMatchObject({
      code: 'consent.unknown',
    })
  })
})

test('a receipt for a class names the class in the language of the person, and spells its day out', async () => {
  const given = { recipient: 'cso', expiresOn: '2026-05-03' } as const
  const id = await allow(['identity'], { ...given, locale: 'es' })
  const { sms } = await network.ask(getReceipt, { person, id }, ana)
  expect(sms?.text).toContain('Organizaciones de la sociedad civil')
  expect(sms?.text).toContain('3 de mayo de 2026')
  const arabic = await allow(['identity'], { ...given, locale: 'ar' })
  const other = await network.ask(getReceipt, { person, id: arabic }, ana)
  expect(other.sms?.text).toContain('منظمات المجتمع المدني')
})

test('who interpreted is part of a yes and of a no, on the receipt and on the record', async () => {
  const interpreter = 'Rosa Epieyú'
  const id = await allow(['identity'], { interpreter, interpreterKind: 'volunteer' })
  const no = { id: network.newId(), person, purpose: 'contact', recipient: 'cso', fieldGroups: ['contact'] }
  await network.execute(refuseConsent, { ...no, textVersion: 'v1', locale: 'es', interpreter }, ana)
  expect(await network.ask(getReceipt, { person, id }, ana)).toMatchObject({
    consent: { interpreter, interpreterKind: 'volunteer' },
  })
  const { consents } = await network.ask(listConsents, { person }, ana)
  expect(consents.map((one) => one.interpreter)).toEqual([interpreter, interpreter])
})

test('what is read is offered in the languages of the record, to those who may see them', async () => {
  await network.execute(changePerson, { id: person, base: 1, changes: { languages: ['ar'] } }, ana)
  expect(await network.ask(listConsents, { person }, ana)).toMatchObject({ languages: ['ar'] })
})

test('nobody needs a name, a consent or a yes to be served', async () => {
  const service = network.newId()
  const offer = { id: service, kind: 'tool_loan', name: `Semillas ${service}`, languages: ['es'] }
  await network.execute(offerService, offer, network.actors.sol)
  const nobody = network.newId()
  await network.execute(registerPerson, { id: nobody, searched: 'everywhere' }, ana)
  const purpose = 'service'
  const refused = { purpose, recipient: 'cso', fieldGroups: ['identity'] }
  const about = { id: network.newId(), person: nobody, textVersion: 'v1', locale: 'es' }
  await network.execute(refuseConsent, { ...about, ...refused }, ana)
  const given = { id: network.newId(), person: nobody, service, deliveredOn: '2026-03-02' }
  await network.execute(recordDelivery, given, ana)
  const { rows } = await network.database.pool.query('select id from delivery where person = $1', [nobody])
  expect(rows).toEqual([{ id: given.id }])
})
