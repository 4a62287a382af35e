// The journey of one person as one story, over HTTP: Lina is registered, referred and accompanied, and her
// results are paid once.
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  outcomesOfPerson,
  submitOutcome,
  attachEvidence,
  getOutcome,
  listOutcomes,
  TAKE_BACK_MINUTES,
} from '../../src/fund/outcomes/operations.ts'
import {
  verificationInbox,
  getVerification,
  decideVerification,
  decisionsOn,
} from '../../src/fund/verification/operations.ts'
import type { SyncResponse } from '../../src/kernel/envelope.ts'
import type { Id } from '../../src/kernel/words.ts'
import { listOrganisations } from '../../src/identity/organisations/operations.ts'
import { inviteUser } from '../../src/identity/users/operations.ts'
import { giveConsent } from '../../src/protect/consent/operations.ts'
import {
  identifyNeed,
  setGoal,
  addStep,
  getWork,
  attachReferral,
  recordMilestone,
  endNeed,
} from '../../src/serve/cases/operations.ts'
import { recordDelivery, listDeliveries } from '../../src/serve/deliveries/operations.ts'
import { recordCharacterization, listCharacterizations } from '../../src/serve/forms/operations.ts'
import { previewImport, startImport, getImport } from '../../src/serve/imports/operations.ts'
import { searchPeople, registerPerson, getPerson, listCaseload } from '../../src/serve/record/operations.ts'
import { getTimeline } from '../../src/serve/timeline/operations.ts'
import { formHousehold, getHousehold } from '../../src/serve/households/operations.ts'
import {
  sendReferral,
  listReferrals,
  getReferral,
  acceptReferral,
  closeReferral,
} from '../../src/serve/referrals/operations.ts'
import { offerService } from '../../src/serve/services/operations.ts'
import { getOverview } from '../../src/understand/reports/operations.ts'
import { testDatabase } from '../harness/database.ts'
import { PNG } from '../harness/files.ts'
import { FOR_RESULTS } from '../harness/results-consent.ts'
import { invitePeople, type People } from './people.ts'
import { emptyApp, type JourneyApp, type SignedIn } from './app.ts'
import {
  ANSWERS,
  CONSENT,
  FRIEND,
  GOAL,
  KNOWN,
  LIST,
  LOOKS,
  MAPPING,
  MATEO,
  NEED,
  NETWORK,
  PDF,
  PLOTS,
  registration,
  IDENTIFYING,
  SHOVELS,
  STEP,
  TIMELINE,
} from './lina.ts'
import { payOnce } from './paying.ts'

const TODAY = '2026-03-02'
let app: JourneyApp
let team: People
let id: () => Id

/** Lina, and the ids of her journey. */
let lina: Id
let shovels: Id
let plots: Id
let need: Id
let step: Id
let loan: Id
let plotReferral: Id
let claim: Id

beforeAll(async () => {
  app = await emptyApp(await testDatabase(), `${TODAY}T15:00:00Z`)
  id = app.newId
})
afterAll(() => app.close())

async function upload(by: SignedIn, name: string, body: Buffer) {
  const file = id()
  const query = new URLSearchParams({ id: file, person: lina, name })
  return { ...(await by.put(`/api/attachments?${query}`, body)), id: file }
}

async function claimOf(outcome: string): Promise<Id> {
  const { claims } = await team.beto.ask(outcomesOfPerson, { person: lina })
  const found = claims.find((each) => each.outcome.code === outcome)
  if (!found) throw new Error(`There is no claim ${outcome}.`)
  return found.id
}

const bodyOf = <Body>({ body }: { body: Buffer }) => JSON.parse(body.toString()) as Body

test('1. an operator creates the first organisation; others, users and roles come by invitation', async () => {
  team = await invitePeople(app)
  const { ana, beto, eve } = team
  expect((await eve.ask(listOrganisations, {})).map(({ name }) => name).sort()).toEqual(NETWORK)
  expect(await ana.refused(inviteUser, { ...FRIEND, id: id() })).toBe('actor.not_allowed')
  ;[shovels, plots] = [id(), id()]
  await beto.run(offerService, { id: shovels, ...SHOVELS })
  await beto.run(offerService, { id: plots, ...PLOTS })
})

test('2. Ana looks for Lina, finds nobody, and registers her once', async () => {
  const { ana, eve } = team
  expect((await ana.ask(searchPeople, { draft: KNOWN })).people).toEqual([])
  lina = id()
  const welcomed = registration(lina, id)
  const key = id()
  const registered = await ana.run(registerPerson, welcomed, key)
  // The connection broke and the desk sent it again: the same answer, no second person.
  expect(await ana.run(registerPerson, welcomed, key)).toEqual(registered)
  const again = { ...welcomed, id: id(), identifiers: [], contacts: [] }
  expect(await ana.refused(registerPerson, again)).toBe('person.likely_duplicate')

  const mateo = id()
  await ana.run(registerPerson, { id: mateo, ...MATEO })
  const household = id()
  const head = { person: lina, relation: 'head', head: true }
  const members = [head, { person: mateo, relation: 'child' }]
  await ana.run(formHousehold, { id: household, members })
  const { people: found } = await ana.ask(searchPeople, { text: 'pena lina' })
  expect(found.map((one) => one.id)).toEqual([lina])
  const { people: byPhone } = await ana.ask(searchPeople, { text: '3005550142' })
  expect(byPhone).toMatchObject([{ id: lina, reasons: ['same_phone'] }])
  expect((await ana.ask(getHousehold, { id: household })).members).toHaveLength(2)
  const record = await ana.ask(getPerson, { id: lina })
  expect(record).toMatchObject({ called: 'Lina', contacts: [{ safeToText: true, safeToCall: false }] })
  expect(record.identifiers).toHaveLength(2)
  for (const operation of [getPerson, getTimeline])
    expect(await eve.refused(operation, { id: lina })).toBe('person.unknown')
})

test('3. Sol imports a register; what is left out is listed by row, and a second run imports nobody', async () => {
  const { ana, sol } = team
  async function bring() {
    const run = id()
    expect((await sol.put(`/api/imports?id=${run}&name=barrio.csv`, LIST)).status).toBe(200)
    const preview = await sol.ask(previewImport, { id: run, mapping: MAPPING })
    expect(preview.rows.map(({ leftOut }) => leftOut[0]?.reason ?? null)).toEqual([null, 'not_a_date', null])
    await sol.run(startImport, { id: run, mapping: MAPPING })
    await app.work()
    return sol.ask(getImport, { id: run })
  }
  const first = await bring()
  expect(first).toMatchObject({ state: 'done', rows: 3, imported: 3, partly: 1, refused: 0 })
  const { body } = await sol.send(`/api/imports/${first.id}/errors.csv`)
  expect(body.toString()).toContain('3,Nació,No es una fecha que exista')
  expect(await bring()).toMatchObject({ imported: 0, known: 3, refused: 0 })
  expect((await ana.ask(listCaseload, {})).people).toHaveLength(5)
})

test('4. Clara talks with her, names what she needs and agrees on a plan', async () => {
  const { clara } = team
  const asked = { person: lina, questionnaire: 'characterization', version: 1 }
  expect(await clara.refused(recordCharacterization, { ...asked, id: id(), answers: { seasons: 3 } })).toBe(
    'answer.invalid',
  )
  await clara.run(recordCharacterization, { ...asked, id: id(), answers: ANSWERS })
  expect((await clara.ask(listCharacterizations, { person: lina })).characterizations).toMatchObject([
    { version: 1, answers: ANSWERS },
  ])
  need = id()
  await clara.run(identifyNeed, { id: need, person: lina, ...NEED })
  const goal = id()
  await clara.run(setGoal, { id: goal, person: lina, need, ...GOAL })
  step = id()
  await clara.run(addStep, { id: step, person: lina, goal, ...STEP })
  const work = await clara.ask(getWork, { person: lina })
  expect(work).toMatchObject({
    files: [{ closedAt: null }],
    needs: [{ id: need, domain: 'tools' }],
    goals: [{ steps: [{ id: step, state: 'open' }] }],
  })
})

test('5. nobody is referred without her consent; with it, the referral carries a step of the plan', async () => {
  const { clara, beto, eve } = team
  loan = id()
  const to = team.organisations.roots
  const wish = { person: lina, id: loan, to, service: shovels, need, reason: 'Le falta una pala.' }
  expect(await clara.refused(sendReferral, wish)).toBe('consent.missing')
  const consent = id()
  await clara.run(giveConsent, { id: consent, person: lina, recipient: to, ...CONSENT })
  await clara.run(sendReferral, { ...wish, consent })
  await clara.run(attachReferral, { id: step, person: lina, referral: loan })

  // Before he accepts, Beto knows what to call her and no more; Eve knows nothing.
  const { referrals: inbox } = await beto.ask(listReferrals, { side: 'receiver' })
  expect(inbox).toMatchObject([
    { id: loan, introduction: { calledName: 'Lina', ageBand: '25-59' }, moves: ['accept', 'decline'] },
  ])
  // Ids are random, and some contain 555.
  const words = JSON.stringify(inbox).replaceAll(/"[0-9a-f-]{36}"/gu, '')
  expect(words).not.toMatch(/Peña|1991|HA0042|555/u)
  expect(await beto.refused(getPerson, { id: lina })).toBe('person.unknown')
  expect(await beto.refused(getWork, { person: lina })).toBe('person.unknown')
  expect(await eve.refused(getReferral, { person: lina, id: loan })).toBe('referral.unknown')
  expect(await eve.refused(acceptReferral, { person: lina, id: loan })).toBe('referral.unknown')
})

test('6. Beto accepts, sees her record, and records the service: the referral closes, the step is done', async () => {
  const { clara, beto } = team
  const key = { person: lina, id: loan }
  await beto.run(acceptReferral, key)
  expect(await beto.ask(getPerson, { id: lina })).toMatchObject({ firstSurname: 'Peña' })
  const words = { note: 'Pala 7.', feedback: 'Se llevó una pala.' }
  const delivery = { id: id(), person: lina, service: shovels, referral: loan, deliveredOn: TODAY, ...words }
  expect(await beto.run(recordDelivery, delivery)).toEqual({ referral: 'closed' })
  const closed = { state: 'closed', result: 'served', feedback: words.feedback }
  expect(await clara.ask(getReferral, key)).toMatchObject(closed)
  const { goals } = await clara.ask(getWork, { person: lina })
  expect(goals[0]?.steps).toMatchObject([{ id: step, state: 'done' }])
  expect(await beto.refused(getPerson, { id: lina })).toBe('person.unknown')
})

test('5 again, at a fair without a network: what Ana did arrives once, in order, however often sent', async () => {
  const { ana, beto } = team
  const [nilo, consent, device] = [id(), id(), id()]
  const to = team.organisations.roots
  plotReferral = id()
  const plot = { id: plotReferral, to, service: plots, reason: 'Quiere una parcela propia.', consent }
  const made: [string, object][] = [
    ['person.register', { id: nilo, called: 'Nilo', searched: 'device' }],
    ['need.identify', { id: id(), person: nilo, code: 'seedlings', urgency: 'medium' }],
    ['need.identify', { id: id(), person: lina, code: 'plot', urgency: 'medium' }],
    ['consent.give', { id: consent, person: lina, recipient: to, ...CONSENT }],
    ['referral.send', { person: lina, ...plot }],
    ['referral.send', { person: nilo, id: id(), to, reason: 'Quiere semillas.' }],
  ]
  const occurredAt = app.instant()
  const commands = made.map(([name, input], at) => ({ id: id(), seq: at + 1, name, input, occurredAt }))
  const sync = async () =>
    bodyOf<SyncResponse>(await ana.put('/api/sync', { device, commands, pull: { cursor: null } }))
  const first = await sync()
  expect(first.outcomes.map(({ outcome }) => outcome)).toEqual([...Array(5).fill('applied'), 'rejected'])
  expect(first.outcomes.at(-1)?.problem?.code).toBe('consent.missing')
  expect(first.changes?.documents.map(({ person }) => person)).toEqual(expect.arrayContaining([lina, nilo]))
  const again = await sync()
  expect(again.outcomes.map(({ outcome, duplicate }) => [outcome, duplicate])).toEqual(
    first.outcomes.map(({ outcome }) => [outcome, true]),
  )
  const { referrals: inbox } = await beto.ask(listReferrals, { side: 'receiver', states: ['sent'] })
  expect(inbox.map((one) => one.id)).toEqual([plotReferral])
})

test('7. a milestone starts a period that shows its day, what is missing, and accepts only real evidence', async () => {
  const { clara, beto, eve } = team
  const key = { person: lina, id: plotReferral }
  await beto.run(acceptReferral, key)
  // The plot is hers, and Beto accompanies her until it is proven that she kept it.
  const given = { id: id(), person: lina, service: plots, referral: plotReferral, deliveredOn: TODAY }
  const served = await beto.run(recordDelivery, { ...given, closes: false })
  expect(served).toEqual({ referral: 'served' })
  for (const milestone of ['plot_started', 'course_completed']) {
    await beto.run(recordMilestone, { person: lina, milestone, on: TODAY })
  }
  await app.work()
  app.pass(59)
  const { claims } = await beto.ask(outcomesOfPerson, { person: lina })
  const running = claims.find(({ outcome }) => outcome.code === 'plot_kept_90_days')
  expect(running).toMatchObject({
    state: 'running',
    dueOn: '2026-05-31',
    clock: { day: 59, of: 90 },
    missing: [{ code: 'plot_log' }],
  })
  claim = running?.id as Id
  app.pass(31)
  await app.runJob('outcome.advance')
  await beto.run(recordMilestone, { person: lina, milestone: 'first_harvest', on: '2026-05-20' })
  await app.work()
  expect(await beto.refused(submitOutcome, { id: claim })).toBe('outcome.not_ready')

  const page = await upload(clara, 'cuaderno de Lina Peña.pdf', PDF)
  expect(page.status).toBe(200)
  const script = await upload(clara, 'cuaderno.pdf', Buffer.from('<script>alert(1)</script>'))
  expect(bodyOf<{ code: string }>(script)).toMatchObject({ code: 'attachment.wrong_type' })
  // Clara, whose centre keeps the record, adds proof to what Beto's organisation recorded.
  await clara.run(attachEvidence, { id: id(), claim, attachment: page.id, type: 'plot_log' })
  expect(await beto.ask(getOutcome, { id: claim })).toMatchObject({ state: 'ready', missing: [] })
  expect(await eve.refused(getOutcome, { id: claim })).toBe('outcome.unknown')
  for (const [outcome, type] of [
    ['first_harvest', 'harvest_photo'],
    ['course_completed', 'certificate'],
  ] as const) {
    const photo = await upload(beto, 'Lina Peña.png', PNG)
    const found = await claimOf(outcome)
    await beto.run(attachEvidence, { id: id(), claim: found, attachment: photo.id, type })
  }
  expect(await beto.refused(submitOutcome, { id: claim })).toBe('consent.missing')
  await clara.run(giveConsent, { id: id(), person: lina, ...FOR_RESULTS, how: 'signature' })
  for (const outcome of ['first_harvest', 'course_completed'])
    await beto.run(submitOutcome, { id: await claimOf(outcome) })
  await beto.run(submitOutcome, { id: claim })
})

test('8. Vera verifies by pseudonym and evidence, and none of her notifications says whose it is', async () => {
  const { beto, vera } = team
  const { claims } = await vera.ask(verificationInbox, {})
  expect(claims).toHaveLength(3)
  expect(new Set(claims.map(({ pseudonym }) => pseudonym)).size).toBe(1)
  const seen = await vera.ask(getVerification, { claim })
  expect(seen).toMatchObject({ provider: 'Raíces', achievedOn: '2026-05-31', spanDays: 90, recorders: 1 })
  const file = await vera.send(`/api/attachments/${seen.evidence[0]?.attachment}`)
  expect(file.body).toEqual(PDF)

  // Whatever else she requests, on purpose or out of curiosity, shows her nothing more.
  for (const operation of [getPerson, getTimeline])
    expect(await vera.refused(operation, { id: lina })).not.toBe('done')
  const about = [getWork, listDeliveries, outcomesOfPerson]
  for (const operation of [...about, listCharacterizations]) {
    expect(await vera.refused(operation, { person: lina })).not.toBe('done')
  }
  expect(await vera.refused(listOutcomes, {})).toBe('actor.not_allowed')
  expect(await vera.refused(searchPeople, { text: 'Lina' })).toBe('actor.not_allowed')
  const kept = await vera.put('/api/sync', { device: id(), commands: [], pull: { cursor: null } })
  expect(bodyOf<SyncResponse>(kept).changes?.documents).toEqual([])

  expect(await beto.refused(decideVerification, { id: id(), claim, decision: 'accept' })).toBe(
    'actor.not_allowed',
  )
  for (const each of claims) {
    const { evidence } = await vera.ask(getVerification, { claim: each.claim })
    for (const { attachment } of evidence) await vera.send(`/api/attachments/${attachment}`)
    await vera.run(decideVerification, { id: id(), claim: each.claim, decision: 'accept' })
  }
  await app.work()
  expect(await beto.ask(decisionsOn, { claim })).toMatchObject({
    decisions: [{ decision: 'accept', verifier: 'Sello Claro' }],
  })
  const said = vera.heard.join('\n')
  expect(said).not.toMatch(IDENTIFYING)
  expect(said).not.toContain(lina)
})

test('9. the fund pays what was verified, to the cent, up to her cap and once', async () => {
  // Until Vera can no longer take her decisions back.
  app.pass(TAKE_BACK_MINUTES / 1440)
  await payOnce(team, id)
  await app.work()
})

test('10. her timeline shows it all in order, and who saw it; the overview has the same counts', async () => {
  const { ana, clara, beto, dora } = team
  await beto.run(closeReferral, { person: lina, id: plotReferral, feedback: 'Cosechó en mayo.' })
  await clara.run(endNeed, { id: need, person: lina, ending: 'met' })
  const { facts, seen } = await clara.ask(getTimeline, { id: lina, limit: 200 })
  expect(facts.map(({ kind, actorName }) => `${kind} ${actorName}`).reverse()).toEqual(TIMELINE)
  const moments = facts.map(({ occurredAt }) => Date.parse(occurredAt))
  expect(moments).toEqual(moments.toSorted((a, b) => b - a))
  const looks = new Set(
    seen.map(({ actorName, organisationName, via }) => `${actorName}, ${organisationName}: ${via}`),
  )
  for (const look of LOOKS) expect(looks).toContain(look)
  expect([...looks].filter((look) => /^(Eve|Fina|Sol|null)/u.test(look))).toEqual([])

  const period = { from: '2026-01-01' }
  expect(await clara.ask(getOverview, period)).toMatchObject({
    people: { registered: 6, bySex: [{ count: 5 }, { code: 'female', count: 1 }] },
    needs: { open: 2, met: 1 },
    referrals: { byState: [{ code: 'closed', count: 2 }] },
    services: { delivered: 2, people: 1 },
    outcomes: { byState: [{ code: 'verified', count: 3 }] },
    money: [],
  })
  const money = [{ currency: 'EUR', issued: '150.00', paid: '150.00' }]
  expect(await beto.ask(getOverview, period)).toMatchObject({ people: { registered: 0 }, money })
  // Outside the organisation, figures under five are not shown.
  expect(await dora.ask(getOverview, { ...period, scope: 'network' })).toMatchObject({
    people: { registered: 6 },
    services: { delivered: null, people: null },
    // With a public rate card an amount equals a count of results, and these are one person's.
    money: [],
  })
  expect(await ana.refused(getOverview, period)).toBe('actor.not_allowed')
})
