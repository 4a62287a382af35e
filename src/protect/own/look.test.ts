// What a person reads in their own view: who saw them, what is held, what they allowed; and what a code never
// shows.
import { beforeAll, describe, expect, test } from 'vitest'
import { EVERY_ROLE, testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { codeFor, opened, type Own } from '../../../tests/harness/own-view.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Command, InputOf } from '../../kernel/command.ts'
import type { Id } from '../../kernel/words.ts'
import { identifyNeed, setGoal, getWork, endNeed, closeCase } from '../../serve/cases/operations.ts'
import { recordCharacterization } from '../../serve/forms/operations.ts'
import { registerPerson, getPerson, searchPeople } from '../../serve/record/operations.ts'
import { formHousehold } from '../../serve/households/operations.ts'
import { acceptReferral, sendReferral } from '../../serve/referrals/operations.ts'
import { offerService } from '../../serve/services/operations.ts'
import { sealNote, listNotes } from '../confidential/operations.ts'
import { listNotices } from '../notices/operations.ts'
import { giveConsent, listConsents } from '../consent/operations.ts'
import { erasePerson, listErasures } from '../retention/operations.ts'
import { answerCorrection, listCorrections, OwnView } from './operations.ts'

let network: TestNetwork
let rosa: Actor
let bruno: Actor
let lina: Id
let consent: Id
let own: Own

const id = () => network.newId()
const run = <C extends Command>(by: Actor, command: C, input: InputOf<C>) =>
  network.execute(command, input, by)

const look = async (locale: 'es' | 'en' | 'ar' = 'es'): Promise<OwnView> => {
  const { status, body } = await own.post('look', { locale })
  expect(status, JSON.stringify(body)).toBe(200)
  return OwnView.parse(body)
}
const section = ({ sections }: OwnView, code: string) =>
  sections
    .find((one) => one.code === code)
    ?.entries.map(({ lines }) => lines.map(({ values }) => values.join(', ')))

const HOSTILE = '=1+1 <img src=x onerror=alert(1)> </script>"\''

async function given(recipient: Id, fieldGroups = ['identity', 'documents', 'contact']): Promise<Id> {
  const one = id()
  const asked = { person: lina, purpose: 'referral', recipient, fieldGroups, textVersion: 'v1', locale: 'es' }
  await run(rosa, giveConsent, { ...asked, id: one, how: 'signature' })
  return one
}

beforeAll(async () => {
  network = await testNetwork()
  rosa = await network.join('Rosa', 'garden', EVERY_ROLE)
  bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
  lina = id()
  await run(rosa, registerPerson, {
    id: lina,
    searched: 'everywhere',
    called: 'Lina',
    givenNames: 'Lina María',
    firstSurname: HOSTILE,
    gender: 'woman',
    born: { age: 32, on: '2026-03-02' },
    identifiers: [{ id: id(), type: 'library_card', country: 'xa', number: '77665544' }],
    contacts: [{ id: id(), kind: 'phone', value: '3998877665', safeToText: true, note: 'la vecina' }],
  })
  const other = id()
  await run(rosa, registerPerson, { id: other, searched: 'everywhere', called: 'Tomás Otro' })
  await run(rosa, formHousehold, {
    id: id(),
    members: [
      { person: lina, relation: 'head', head: true },
      { person: other, relation: 'child' },
    ],
  })
  const need = id()
  await run(rosa, identifyNeed, {
    id: need,
    person: lina,
    code: 'plot',
    urgency: 'high',
    note: 'nota libre',
  })
  await run(rosa, identifyNeed, { id: id(), person: lina, code: 'quarrel', urgency: 'high' })
  await run(rosa, setGoal, { id: id(), person: lina, need, text: 'Tener una parcela' })
  await run(rosa, setGoal, { id: id(), person: lina, text: 'Salir de casa' })
  await run(rosa, sealNote, { id: id(), person: lina, group: 'violence', need: 'n', agreed: 'a', story: 's' })
  await network.ask(listNotes, { person: lina }, rosa)
  const service = id()
  await run(bruno, offerService, { id: service, kind: 'tool_loan', name: 'Palas' })
  consent = await given(network.organisations.roots)
  const referral = { person: lina, id: id() }
  await run(rosa, sendReferral, {
    ...referral,
    to: network.organisations.roots,
    service,
    need,
    consent,
    reason: 'motivo libre',
  })
  await run(bruno, acceptReferral, referral)
  await network.ask(getPerson, { id: lina }, bruno)
  await network.ask(searchPeople, { text: 'Lina' }, network.actors.ana)
  await run(rosa, recordCharacterization, {
    id: id(),
    person: lina,
    questionnaire: 'characterization',
    version: 1,
    answers: { has_gardened: false, people_at_home: 3 },
  })
  own = await opened(network, lina, network.actors.ana)
})

describe('who saw it', () => {
  test('is said in words, by name and organisation, with what for and under which consent', async () => {
    const { seen } = await look()
    const sights = seen.flatMap((day) => day.sights)
    expect(sights).toContainEqual(
      expect.objectContaining({ who: 'Bruno', organisation: 'Raíces', what: 'Abrió su ficha' }),
    )
    expect(sights).toContainEqual(expect.objectContaining({ who: 'Ana', what: 'Le buscó' }))
    expect(sights.find(({ recipient }) => recipient === 'Raíces')).toMatchObject({
      who: 'Rosa',
      consented: true,
    })
    expect(seen.map(({ day }) => day)).toEqual(['2026-03-02'])
  })

  test('holds the own look too', async () => {
    await look()
    const { seen } = await look('en')
    const mine = seen.flatMap(({ sights }) => sights).find(({ self }) => self)
    expect(mine).toMatchObject({ who: null, what: 'Looked at your own data' })
  })

  test('says nothing of sealed notes, whoever read them', async () => {
    const { rows } = await network.database.pool.query(
      `select from disclosure where person = $1 and 'protected' = any (fields)`,
      [lina],
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify((await look()).seen)).not.toMatch(/reservad|nota|note\./u)
  })
})

describe('what is held', () => {
  test('is read in its reader’s language', async () => {
    expect(section(await look(), 'needs')?.[0]?.[0]).toBe('Una parcela propia')
    expect(section(await look(), 'identity')?.[0]).toContain('32 años')
    const titles = (await look('ar')).sections.map(({ title }) => title)
    expect(titles[0]).toBe('من أنت')
    for (const locale of ['es', 'en', 'ar'] as const)
      expect(JSON.stringify(await look(locale))).not.toMatch(
        /"(?:own|held|person|referral|outcome)\.[a-z_.]+"/u,
      )
  })

  test('is everything that a bystander may read, and begins with the identity', async () => {
    const view = await look()
    expect(view.sections.map(({ code }) => code)).toEqual([
      'identity',
      'documents',
      'contacts',
      'household',
      'shares',
      'needs',
      'plan',
      'answers',
      'referrals',
      'codes',
    ])
    expect(section(view, 'referrals')?.[0]).toContain('Raíces')
    expect(
      section(view, 'plan')
        ?.map(([goal]) => goal)
        .toSorted(),
    ).toEqual(['Se lee en el centro', 'Tener una parcela'])
  })

  test('shows documents and telephones only as far as their owner needs to know which', async () => {
    const text = JSON.stringify(await look())
    expect(text).not.toMatch(/77665544|3998877665|la vecina/u)
    expect(text).toContain('•••544')
    expect(text).toContain('•••665')
  })

  test('leaves out protected matters, words of staff and other people', async () => {
    const view = await look()
    const text = JSON.stringify(view)
    expect(text).not.toMatch(/nota libre|motivo libre|Salir de casa|Tomás Otro|quarrel|pelea/iu)
    const labels = view.sections.flatMap(({ entries }) =>
      entries.flatMap(({ lines }) => lines.map((l) => l.label)),
    )
    expect(labels).not.toContain('Género')
    expect(labels).not.toContain('Discapacidad')
    expect(section(view, 'needs')?.map(([need]) => need)).not.toContain('Una discusión con los vecinos')
    expect(section(view, 'household')).toEqual([['Vive con otras personas', expect.any(String)]])
  })

  test('does not name an organisation that works on nothing but protected matters', async () => {
    const { fence } = network.organisations
    const sara = await network.join('Sara', 'fence', EVERY_ROLE)
    const referral = { person: lina, id: id() }
    await run(rosa, sendReferral, { ...referral, to: fence, consent: await given(fence), reason: 'r' })
    await run(sara, acceptReferral, referral)
    await network.ask(getPerson, { id: lina }, sara)
    const { pool } = network.database
    const offers = (kind: string) =>
      pool.query(
        `insert into service (id, organisation, kind, name, assured_at) values ($1, $2, $3, $3, now())`,
        [id(), fence, kind],
      )
    expect(JSON.stringify(await look())).toMatch(/Otra Huerta.*Sara/u)
    // A kind that the pack does not explain counts as protected.
    await offers('shelter')
    expect(JSON.stringify(await look())).not.toMatch(/Otra Huerta|Sara/u)
    // The name of an organisation that offers other things too reveals nothing.
    await offers('tool_loan')
    expect(JSON.stringify(await look())).toMatch(/Otra Huerta.*Sara/u)
  })
})

describe('what is taken home', () => {
  test('a file for programs says its form and holds the same', async () => {
    const { status, body, headers } = await own.get('download/json?locale=es')
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toBe('attachment; filename="arraigo-2026-03-02.json"')
    const { form, sections, notShownByCode } = body as Record<string, unknown>
    expect(form).toBe('arraigo.own/1')
    expect(notShownByCode).toContain('violence')
    expect(sections).toEqual((await look()).sections)
  })

  test('a page needs nothing else, runs nothing, and leaves what was typed as text', async () => {
    const { body, headers } = await own.get('download/page?locale=es')
    const page = String(body)
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page).toContain('<html lang="es" dir="ltr">')
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(page).not.toMatch(/<img|<script|https?:\/\/|\[own|>own\./u)
    expect(page).toContain('Abrió su ficha')
    expect(page).not.toMatch(/nota libre|3998877665/u)
    expect(String((await own.get('download/page?locale=ar')).body)).toContain('dir="rtl"')
  })

  test('each is logged like a view', async () => {
    const { rows } = await network.database.pool.query(
      `select from disclosure where person = $1 and via = 'own.download' and actor = $1`,
      [lina],
    )
    expect(rows.length).toBeGreaterThanOrEqual(3)
  })
})

describe('what they change and ask for', () => {
  test('a consent is taken back at once, with all that follows, in their own name', async () => {
    const before = (await look()).consents.find((one) => one.id === consent)
    expect(before).toMatchObject({ standing: 'in_force', recipient: 'Raíces' })
    expect((await own.post('withdraw', { id: consent })).status).toBe(200)
    expect((await look()).consents.find((one) => one.id === consent)).toMatchObject({ standing: 'withdrawn' })
    await expect(network.ask(getPerson, { id: lina }, bruno)).rejects.toThrow('person.unknown')
    expect((await network.ask(listNotices, {}, bruno)).notices.map((one) => one.person)).toContain(lina)
    const { rows } = await network.database.pool.query(
      'select withdrawn_by from consent where person = $1 and id = $2',
      [lina, consent],
    )
    expect(rows).toEqual([{ withdrawn_by: lina }])
    const { consents } = await network.ask(listConsents, { person: lina }, rosa)
    expect(consents.find((one) => one.id === consent)?.standing).toBe('withdrawn')
    expect(await own.post('withdraw', { id: consent })).toMatchObject({ status: 409 })
    expect(await own.post('withdraw', { id: id() })).toMatchObject({ status: 404 })
  })

  test('a correction waits for staff, and its answer is read at the next look', async () => {
    const asked = { id: id(), about: 'Quién es usted', wrong: 'Mi nombre', proposed: 'Lina Marcela' }
    expect((await own.post('ask_correction', asked)).status).toBe(200)
    const { waiting } = await network.ask(listCorrections, {}, network.actors.clara)
    expect(waiting).toMatchObject([{ ...asked, called: 'Lina', state: 'open' }])
    const key = { person: lina, id: asked.id }
    await expect(run(network.actors.clara, answerCorrection, { ...key, answer: 'kept' })).rejects.toThrow(
      'correction.words_missing',
    )
    await run(network.actors.clara, answerCorrection, { ...key, answer: 'corrected', words: 'Ya está.' })
    await expect(
      run(network.actors.clara, answerCorrection, { ...key, answer: 'corrected' }),
    ).rejects.toThrow('correction.answered')
    expect((await look()).corrections).toMatchObject([{ state: 'corrected', answer: 'Ya está.' }])
  })

  test('only so many wait at a time', async () => {
    const ask = () => own.post('ask_correction', { id: id(), about: 'a', wrong: 'b', proposed: 'c' })
    for (let at = 0; at < 20; at++) expect((await ask()).status).toBe(200)
    expect(await ask()).toMatchObject({ status: 409, body: { code: 'correction.too_many' } })
  })

  test('a wish to be erased reaches whoever answers for the data; afterwards the view is closed and its words are gone', async () => {
    expect((await own.post('ask_erasure', { id: id(), words: 'Quiero irme sin rastro' })).status).toBe(200)
    expect(await own.post('ask_erasure', { id: id() })).toMatchObject({ status: 409 })
    expect(section(await look(), 'erasure')?.[0]).toContain('Quiero irme sin rastro')
    const { dora } = network.actors
    const review = (await network.ask(listErasures, {}, dora)).waiting.find((one) => one.person === lina)
    const { files } = await network.ask(getWork, { person: lina }, rosa)
    for (const file of files) {
      const { needs } = await network.ask(getWork, { person: lina }, rosa)
      for (const one of needs)
        if (one.endedOn === null) await run(rosa, endNeed, { id: one.id, person: lina, ending: 'met' })
      await run(rosa, closeCase, { id: file.id, person: lina, reason: 'moved_away' })
    }
    await codeFor(network, lina, rosa)
    await run(dora, erasePerson, { person: lina, id: review?.id as Id })
    await network.work()
    expect((await own.post('look', { locale: 'es' })).status).toBe(401)
    for (const table of ['own_code', 'own_session', 'correction']) {
      const { rows } = await network.database.pool.query(`select from ${table} where person = $1`, [lina])
      expect(rows, table).toEqual([])
    }
    const { rows } = await network.database.pool.query(
      `select name from command_log where concat(input, output::text) ~ 'Lina Marcela|sin rastro' or (actor = $1 and input is not null)`,
      [lina],
    )
    expect(rows).toEqual([])
  })
})
