// Erases a person whose every field identifies them, then looks for a trace of it in the whole database and
// on the disk.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { checker } from '../../../bin/verify-disclosures.mjs'
import { PDF } from '../../../tests/journeys/lina.ts'
import { filesOf } from '../../../tests/harness/files.ts'
import { recordOwnWords } from '../../../tests/harness/own-view.ts'
import { tracesIn, tracesOnDisk } from '../../../tests/harness/traces.ts'
import { EVERY_ROLE, testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { allowResults } from '../../../tests/harness/results-consent.ts'
import { attachEvidence, outcomesOfPerson, submitOutcome } from '../../fund/outcomes/operations.ts'
import { decideVerification } from '../../fund/verification/operations.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Command, InputOf } from '../../kernel/command.ts'
import type { Id } from '../../kernel/words.ts'
import { makeSigningKey, openSigningKey } from '../../platform/signing-key.ts'
import {
  identifyNeed,
  openCase,
  setGoal,
  reachGoal,
  addStep,
  dropStep,
  recordMilestone,
  endNeed,
  closeCase,
} from '../../serve/cases/operations.ts'
import { recordDelivery } from '../../serve/deliveries/operations.ts'
import { recordCharacterization } from '../../serve/forms/operations.ts'
import {
  registerPerson,
  changePerson,
  addIdentifier,
  retireIdentifier,
  getPerson,
} from '../../serve/record/operations.ts'
import { ruleOutDuplicate } from '../../serve/duplicates/operations.ts'
import { formHousehold } from '../../serve/households/operations.ts'
import { sendReferral, acceptReferral } from '../../serve/referrals/operations.ts'
import { offerService } from '../../serve/services/operations.ts'
import { getOverview } from '../../understand/reports/operations.ts'
import { assignConfidant, breakGlass, sealNote } from '../confidential/operations.ts'
import { askOverride, decideOverride, endOverride, reviewOverride } from '../overrides/operations.ts'
import { giveConsent, refuseConsent, withdrawConsent } from '../consent/operations.ts'
import { exportLog } from '../disclosure/server/export.ts'
import { sealAll } from '../disclosure/server/seal.ts'
import { mergePeople, unmergePeople } from '../../serve/merges/operations.ts'
import { askErasure, erasePerson, keepPerson, listErasures } from './operations.ts'
import { CODES, HASHED, MOVED, SEALED } from '../../../tests/harness/columns-without-text.ts'
import { broughtBack, readErasures, repeatErasures } from './server/list.ts'

/** In every text, in whatever form it is stored: names are folded, bytes are written in hexadecimal. */
const MARK = 'Zzmarca'
const DOCUMENT = '77665544'
const PHONE = '3998877665'
const key = openSigningKey(makeSigningKey())

let network: TestNetwork
let rosa: Actor
let bruno: Actor
let clara: Actor
let person: Id
let caseFile: Id
let seen: ReadonlyMap<string, number>

const id = () => network.newId()
const run = <C extends Command>(by: Actor, command: C, input: InputOf<C>) =>
  network.execute(command, input, by)
const mark = (what: string) => `${MARK} ${what}`
const search = () => tracesIn(network, MARK, [`\\y${DOCUMENT}\\y`, PHONE])
const onDisk = () => tracesOnDisk(network, MARK)

/** The figures of a report, and how many facts there are of each kind and snapshot. */
async function figures() {
  const period = { from: '2026-01-01', until: '2026-12-31' }
  const { rows } = await network.database.pool.query(`
    select kind, sex, age_band, population_group, migration_status, nationality, place, disability, count(*)::int
    from fact where kind <> 'person.erased' group by 1, 2, 3, 4, 5, 6, 7, 8 order by 1, 2, 3, 4, 5, 6, 7, 8`)
  return {
    report: await network.ask(getOverview, period, rosa),
    other: await network.ask(getOverview, period, bruno),
    rows,
  }
}

async function verified(): Promise<string[]> {
  await sealAll(network.app, { key, checkpoints: join(network.folder, 'checkpoints.jsonl') })
  const check = checker({ checkpoints: [], keys: [key.publicKey] })
  await exportLog(network.database.appPool, new Date(), check.line)
  return check.end().findings
}

async function live(by: Actor, provider: Actor): Promise<void> {
  person = id()
  const other = id()
  const alike = {
    searched: 'device',
    givenNames: mark('a'),
    firstSurname: mark('b'),
    secondSurname: mark('c'),
    born: { date: '1991-05-14' },
  } as const
  await run(by, registerPerson, { ...alike, id: other })
  await run(by, registerPerson, {
    ...alike,
    id: person,
    called: mark('d'),
    sex: 'female',
    identifiers: [{ id: id(), type: 'library_card', country: 'xa', number: DOCUMENT }],
    contacts: [{ id: id(), kind: 'phone', value: PHONE, note: mark('e') }],
  })
  // A similar person is no trace of this one: the other record gets another name before the search.
  await run(by, ruleOutDuplicate, { person, other, because: mark('f') })
  const merge = id()
  await run(by, mergePeople, { id: merge, person, other, because: mark('O') })
  await run(by, unmergePeople, { merge, because: mark('P') })
  // A link with a record of another keeper, whose own side says nothing of this person.
  await network.database.pool.query(
    `insert into record_link (person, id, organisation, other_organisation, proposer, state, because, ended_because, proposed_at, ended_at)
     values ($1, $2, $3, $4, true, 'withdrawn', $5, $6, now(), now())`,
    [person, id(), by.organisation, bruno.organisation, mark('S'), mark('T')],
  )
  await run(by, changePerson, {
    id: other,
    base: 1,
    changes: { givenNames: 'Otra', firstSurname: 'Persona', secondSurname: null },
  })
  await network.database.pool.query(`delete from person_edit where person = $1`, [other])
  await run(by, changePerson, { id: person, base: 1, changes: { called: mark('g') } })
  const card = { person, id: id() }
  await run(by, addIdentifier, { ...card, type: 'garden_card', number: 'HA0042' })
  await run(by, retireIdentifier, { ...card, because: mark('h') })
  await run(by, formHousehold, { id: id(), members: [{ person, relation: 'head', head: true }] })
  // Refused, with all of its input: the log keeps it.
  await expect(
    run(by, changePerson, { id: person, base: 2, changes: { called: mark('i'), sex: 'no_such' } }),
  ).rejects.toThrow('code.unknown')
  await expect(
    run(by, identifyNeed, { id: id(), person, code: 'no_such', urgency: 'high', note: mark('j') }),
  ).rejects.toThrow('code.unknown')
  await run(by, openCase, { id: (caseFile = id()), person })
  const [need, goal, step] = [id(), id(), id()]
  await run(by, identifyNeed, { id: need, person, code: 'plot', urgency: 'high', note: mark('k') })
  await run(by, setGoal, { id: goal, person, need, text: mark('l') })
  await run(by, addStep, { id: step, person, goal, text: mark('m'), byWhom: 'us' })
  await run(by, dropStep, { id: step, person, because: mark('n') })
  await run(by, reachGoal, { id: goal, person, note: mark('Q') })
  await run(by, recordCharacterization, {
    id: id(),
    person,
    questionnaire: 'characterization',
    version: 1,
    answers: {
      has_gardened: true,
      seasons: 3,
      crops: ['tomato'],
      people_at_home: 2,
      water_at_home: 'sometimes',
      wishes: mark('o'),
    },
  })
  const recipient = provider.organisation
  const asked = { person, purpose: 'referral', textVersion: 'v1', locale: 'es' }
  const fieldGroups = ['identity', 'documents', 'contact', 'needs']
  const consent = id()
  await run(by, refuseConsent, { ...asked, id: id(), fieldGroups, recipient: 'company', because: mark('p') })
  await run(by, giveConsent, {
    ...asked,
    id: consent,
    fieldGroups,
    recipient,
    how: 'verbal_with_witness',
    witness: mark('q'),
    interpreter: mark('qq'),
    spokenFor: { name: mark('r'), as: 'guardian', because: 'without_capacity' },
  })
  const override = { person, id: id() }
  await run(clara, askOverride, {
    ...override,
    purpose: 'referral',
    recipient,
    fieldGroups: ['identity'],
    ground: 'vital_interest',
    basis: mark('s'),
    reason: mark('t'),
    until: '2026-03-10',
  })
  await run(network.actors.sol, decideOverride, { ...override, allow: true, note: mark('u') })
  await run(network.actors.dora, reviewOverride, { ...override, verdict: 'justified', note: mark('v') })
  const service = id()
  await run(provider, offerService, { id: service, kind: 'tool_loan', name: 'Palas' })
  const referral = id()
  await run(by, sendReferral, {
    id: referral,
    person,
    to: recipient,
    service,
    need,
    consent,
    reason: mark('w'),
  })
  await run(provider, acceptReferral, { id: referral, person, note: mark('x') })
  await run(provider, recordDelivery, {
    id: id(),
    person,
    service,
    referral,
    deliveredOn: '2026-03-01',
    note: mark('y'),
    feedback: mark('z'),
  })
  const note = { person, group: 'health', need: mark('A'), agreed: mark('B'), story: mark('C') } as const
  await run(by, sealNote, { id: id(), ...note })
  await run(by, assignConfidant, { id: id(), person, group: 'health', user: clara.user, reason: mark('D') })
  await run(network.actors.sol, breakGlass, { id: id(), person, group: 'violence', reason: mark('E') })
  await run(by, recordMilestone, { person, milestone: 'first_harvest', on: '2026-02-01' })
  await network.work()
  const files = filesOf(network, join(network.folder, 'attachments'), by)
  const paper = await files.upload(
    person,
    Buffer.concat([PDF, Buffer.from(`%${mark('F')}\n`)]),
    `${mark('G')}.pdf`,
  )
  expect(paper.response.status).toBe(200)
  const { claims } = await network.ask(outcomesOfPerson, { person }, by)
  const claim = claims.find(({ outcome }) => outcome.code === 'first_harvest')?.id as Id
  await run(by, attachEvidence, { id: id(), claim, attachment: paper.id, type: 'harvest_photo' })
  await allowResults(network, person, by)
  await run(by, submitOutcome, { id: claim, verifier: network.organisations.seal })
  await run(network.actors.vera, decideVerification, {
    id: id(),
    claim,
    decision: 'ask',
    wanted: ['harvest_photo'],
    note: mark('H'),
  })
  await network.work()
  await run(by, endNeed, { id: need, person, ending: 'met', note: mark('R') })
  await run(by, closeCase, { id: caseFile, person, reason: 'moved_away', note: mark('I') })
  // Raíces is notified to stop using what it saw, by name.
  const [again, loan] = [id(), id()]
  await run(by, giveConsent, { ...asked, id: again, fieldGroups, recipient, how: 'signature' })
  const more = { person, to: recipient, service, consent: again, reason: mark('P') }
  await run(by, sendReferral, { id: loan, ...more })
  await run(provider, acceptReferral, { id: loan, person })
  await run(network.actors.dora, endOverride, override)
  for (const each of [consent, again])
    await run(by, withdrawConsent, { person, id: each, because: mark('J') })
  const { rows: open } = await network.database.pool.query<{ id: Id }>(
    'select id from case_file where person = $1 and closed_at is null',
    [person],
  )
  for (const file of open) await run(provider, closeCase, { id: file.id, person, reason: 'moved_away' })
  await recordOwnWords(network, person, by, mark)
  const wish = { person, id: id() }
  await run(by, askErasure, { ...wish, words: mark('K') })
  const refusal = { ...wish, until: '2026-04-01', reason: mark('L') }
  await expect(run(network.actors.dora, keepPerson, refusal)).rejects.toThrow('erasure.rule_missing')
  await run(network.actors.dora, keepPerson, { ...refusal, rule: 'evidence' })
  await run(by, askErasure, { id: id(), person, words: mark('M') })
  await network.ask(getPerson, { id: person }, by)
}

async function eraseAt(officer: Actor): Promise<void> {
  const { waiting } = await network.ask(listErasures, {}, officer)
  const review = waiting.find((one) => one.person === person)
  if (!review) throw new Error('Nobody asked.')
  await run(officer, erasePerson, { person, id: review.id })
  await network.work()
}

beforeAll(async () => {
  network = await testNetwork()
  rosa = await network.join('Rosa', 'garden', EVERY_ROLE)
  bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
  clara = network.actors.clara
  await live(rosa, bruno)
  seen = new Map((await search()).map(({ place, count }) => [place, count]))
})

test('what a person said is stored in many places before', async () => {
  expect([...seen.keys()].sort()).toMatchInlineSnapshot(`
    [
      "public.attachment.name",
      "public.case_file.closure_note",
      "public.characterization.answers",
      "public.command_log.input",
      "public.consent_notice.called",
      "public.consent_override.basis",
      "public.consent_override.decision_note",
      "public.consent_override.reason",
      "public.consent_override.review_note",
      "public.consent_words.because",
      "public.consent_words.interpreter",
      "public.consent_words.spoke_name",
      "public.consent_words.witness",
      "public.correction.about",
      "public.correction.answer",
      "public.correction.proposed",
      "public.correction.wrong",
      "public.delivery.note",
      "public.duplicate_pair.because",
      "public.erasure_review.reason",
      "public.erasure_review.words",
      "public.fact.data",
      "public.goal.ending_note",
      "public.goal.text",
      "public.identifier_holder.document",
      "public.merge.because",
      "public.merge.undone_because",
      "public.name_word.name",
      "public.name_word.word",
      "public.need.ending_note",
      "public.need.note",
      "public.own_code.note",
      "public.person.called",
      "public.person.first_surname",
      "public.person.given_names",
      "public.person.second_surname",
      "public.person.unsafe_to_call",
      "public.person.unsafe_to_text",
      "public.person_contact.note",
      "public.person_contact.value",
      "public.person_edit.changes",
      "public.person_identifier.folded",
      "public.person_identifier.number",
      "public.person_identifier.retired",
      "public.plan_step.note",
      "public.plan_step.text",
      "public.record_link.because",
      "public.record_link.ended_because",
      "public.referral_words.feedback",
      "public.referral_words.introduction",
      "public.referral_words.note",
      "public.referral_words.reason",
      "public.verification.note",
    ]
  `)
  expect(await onDisk()).toHaveLength(1)
})

test('after an erasure, and that of whoever was asked to follow, no trace is left and no figure moved', async () => {
  const before = await figures()
  expect(await verified()).toEqual([])
  await eraseAt(network.actors.dora)
  // What Raíces wrote itself, Raíces has to erase.
  expect((await search()).map(({ place }) => place)).toEqual([
    'public.consent_notice.called',
    'public.delivery.note',
  ])
  await eraseAt(bruno)
  expect(await search()).toEqual([])
  expect(await onDisk()).toEqual([])
  expect(await figures()).toEqual(before)
  expect(await verified()).toEqual([])
  await expect(network.ask(getPerson, { id: person }, rosa)).rejects.toThrow('person.unknown')
})

test('no column of a table about people is forgotten: it was full before and empty after, or is no text of theirs', async () => {
  const { pool } = network.database
  const { rows } = await pool.query<{ relation: string; field: string }>(`
    select c.relname as relation, a.attname as field
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and a.atttypid in ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype, 'json'::regtype, 'bytea'::regtype)
      and exists (select from pg_attribute p where p.attrelid = c.oid and p.attname in ('person', 'subject') and not p.attisdropped)
    order by 1, 2`)
  const left = rows
    .map(({ relation, field }) => `${relation}.${field}`)
    .filter((place) => !seen.has(`public.${place}`))
  expect(left).toEqual(`${SEALED}${HASHED}${MOVED}${CODES}`.trim().split(/\s+/u).sort())
})

test('people whom a backup restores are erased again from the list kept outside', async () => {
  const list = join(network.folder, 'erasures.jsonl')
  expect((await readFile(list, 'utf8')).trim().split('\n')).toHaveLength(2)
  // No data is back while each erasure is recorded in the database.
  expect(await broughtBack(network.database.appPool, await readErasures(list, []))).toBe(0)
  // What a restored backup would contain again.
  await network.database.pool.query(`update delivery set note = $1 where person = $2`, [mark('N'), person])
  expect(await repeatErasures(network.app, await readErasures(list, []))).toBe(2)
  expect(await search()).toEqual([])
})

test('a job in the queue alone adds nobody to that list', async () => {
  const list = join(network.folder, 'erasures.jsonl')
  const before = await readFile(list, 'utf8')
  const { rows } = await network.database.pool.query('select person, organisation, at, classes from erasure')
  const [erased] = rows
  const other = { ...erased, at: new Date(erased.at).toISOString(), person: network.newId() }
  await network.runJob('erasure.note_down', other)
  await network.runJob('erasure.note_down', { ...other, person: erased.person, classes: ['evidence'] })
  expect(await readFile(list, 'utf8')).toBe(before)
  await network.runJob('erasure.note_down', { ...other, person: erased.person })
  expect(await readFile(list, 'utf8')).not.toBe(before)
})
