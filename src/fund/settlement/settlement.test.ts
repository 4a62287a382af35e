// From facts to payment over claims, verification and settlement: Vera verifies by pseudonym, Fina pays, and
// nothing is paid twice.
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { accept, letStand } from '../../../tests/harness/decisions.ts'
import { filesOf, PNG } from '../../../tests/harness/files.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { allowResults } from '../../../tests/harness/results-consent.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { recordMilestone } from '../../serve/cases/operations.ts'
import { registerPerson } from '../../serve/record/operations.ts'
import {
  attachEvidence,
  getOutcome,
  listOutcomes,
  outcomesOfPerson,
  submitOutcome,
  type ClaimSummary,
} from '../outcomes/operations.ts'
import {
  decideVerification,
  decisionsOn,
  getVerification,
  verificationInbox,
  voidVerification,
} from '../verification/operations.ts'
import {
  getLedger,
  getStatement,
  issueStatement,
  listContracts,
  listStatements,
  previewStatement,
  recordPayment,
  signContract,
} from './operations.ts'

let network: TestNetwork
let folder: string
let beto: Actor
let vera: Actor
let fina: Actor
let contract: Id

beforeAll(async () => {
  network = await testNetwork()
  folder = join(network.folder, 'attachments')
  ;({ beto, vera, fina } = network.actors)
  contract = network.newId()
  const provider = network.organisations.roots
  await network.execute(signContract, { id: contract, provider, rateCard: 'harvest_fund' }, fina)
})

async function welcome(givenNames: string): Promise<Id> {
  const id = network.newId()
  const who = { id, givenNames, firstSurname: 'Díaz', searched: 'everywhere' as const }
  await network.execute(registerPerson, who, beto)
  await allowResults(network, id, beto)
  return id
}

async function happened(person: Id, milestone: string, on: string, actor = beto): Promise<void> {
  await network.execute(recordMilestone, { person, milestone, on }, actor)
  await network.work()
}

async function claimOf(person: Id, outcome: string): Promise<ClaimSummary> {
  const { claims } = await network.ask(outcomesOfPerson, { person }, beto)
  const claim = claims.find((each) => each.outcome.code === outcome)
  if (!claim) throw new Error(`no claim ${outcome}`)
  return claim
}

async function prove(person: Id, claim: Id, type: string): Promise<void> {
  const { id: attachment, response } = await filesOf(network, folder, beto).upload(person)
  expect(response.status).toBe(200)
  await network.execute(attachEvidence, { id: network.newId(), claim, attachment, type }, beto)
}

const decide = (claim: Id, decision: 'accept' | 'reject' | 'ask', more = {}) =>
  network.execute(decideVerification, { id: network.newId(), claim, decision, ...more }, vera)
/** After the time in which decisions may be taken back. */
function issue(actor = beto) {
  letStand(network)
  return network.execute(issueStatement, { id: network.newId(), contract }, actor)
}

/** A claim of a new person, proven, submitted and accepted. */
async function verified(givenNames: string, milestone: string, outcome: string, type: string, on: string) {
  const person = await welcome(givenNames)
  await happened(person, milestone, on)
  const { id } = await claimOf(person, outcome)
  await prove(person, id, type)
  await network.execute(submitOutcome, { id }, beto)
  await accept(network, id, vera)
  await network.work()
  return { person, id }
}

describe('a claim', () => {
  test('is found from facts, shows its clock and what is missing, and is ready once proven', async () => {
    const person = await welcome('Rosa')
    await happened(person, 'plot_started', '2026-01-01')
    // The test network's date is 2 March 2026: day 60.
    expect(await claimOf(person, 'plot_kept_90_days')).toMatchObject({
      personName: 'Rosa Díaz',
      state: 'running',
      dueOn: '2026-04-01',
      clock: { day: 60, of: 90 },
      missing: [{ code: 'plot_log' }],
    })
    await happened(person, 'first_harvest', '2026-02-01')
    const harvest = await claimOf(person, 'first_harvest')
    expect(harvest).toMatchObject({
      state: 'evidence_missing',
      clock: null,
      missing: [{ code: 'harvest_photo' }],
    })
    await expect(network.execute(submitOutcome, { id: harvest.id }, beto)).rejects.toThrow(
      'outcome.not_ready',
    )
    await prove(person, harvest.id, 'harvest_photo')
    expect(await claimOf(person, 'first_harvest')).toMatchObject({ state: 'ready', missing: [] })
  })

  test('whose clock ends is achieved without a new fact', async () => {
    const person = await welcome('Lina')
    await happened(person, 'plot_started', '2025-12-03')
    expect((await claimOf(person, 'plot_kept_90_days')).state).toBe('running')
    network.clock.advance(1)
    await network.runJob('outcome.advance')
    expect((await claimOf(person, 'plot_kept_90_days')).state).toBe('evidence_missing')
  })

  test('takes only evidence that its definition knows, once, of its own person', async () => {
    const person = await welcome('Inés')
    await happened(person, 'first_harvest', '2026-02-01')
    const { id: claim } = await claimOf(person, 'first_harvest')
    const { id: attachment } = await filesOf(network, folder, beto).upload(person)
    const attach = (input: object) =>
      network.execute(
        attachEvidence,
        { id: network.newId(), claim, attachment, type: 'harvest_photo', ...input },
        beto,
      )
    await expect(attach({ type: 'certificate' })).rejects.toThrow('evidence.type_unknown')
    await expect(attach({ attachment: network.newId() })).rejects.toThrow('attachment.unknown')
    await attach({})
    await expect(attach({})).rejects.toThrow('evidence.already_attached')
  })

  test('is not shown to Eve, and its list is not for verifiers and payers', async () => {
    const person = await welcome('Saúl')
    await happened(person, 'first_harvest', '2026-02-01')
    const { id } = await claimOf(person, 'first_harvest')
    await expect(network.ask(getOutcome, { id }, network.actors.eve)).rejects.toThrow('outcome.unknown')
    expect((await network.ask(listOutcomes, {}, network.actors.eve)).claims).toEqual([])
    for (const actor of [vera, fina])
      await expect(network.ask(listOutcomes, {}, actor)).rejects.toThrow('actor.not_allowed')
    const nosy = await network.join('Nosy', 'seal', ['verifier', 'coordinator', 'supervisor'])
    await expect(network.ask(listOutcomes, {}, nosy)).rejects.toThrow('actor.not_allowed')
  })
})

describe('a verifier', () => {
  test('sees pseudonym, dates and evidence, and never the person', async () => {
    const person = await welcome('Yolanda')
    await happened(person, 'first_harvest', '2026-02-01')
    const { id } = await claimOf(person, 'first_harvest')
    await prove(person, id, 'harvest_photo')
    await network.execute(submitOutcome, { id }, beto)
    const inbox = await network.ask(verificationInbox, {}, vera)
    const seen = await network.ask(getVerification, { claim: id }, vera)
    expect(seen).toMatchObject({
      state: 'submitted',
      provider: 'Raíces',
      achievedOn: '2026-02-01',
      recorders: 1,
    })
    expect(seen.evidence).toMatchObject([{ type: { code: 'harvest_photo' }, mediaType: 'image/png' }])
    for (const words of [JSON.stringify(inbox), JSON.stringify(seen)]) {
      expect(words).not.toContain(person)
      expect(words).not.toMatch(/Yolanda|Díaz/u)
    }
    const attachment = seen.evidence[0]?.attachment as Id
    const download = await filesOf(network, folder, vera).download(attachment)
    expect(Buffer.from(await download.arrayBuffer())).toEqual(PNG)
    expect(download.headers.get('content-disposition')).not.toMatch(/Rosa|D%C3%ADaz/u)
    expect((await filesOf(network, folder, network.actors.eve).download(attachment)).status).toBe(404)
  })

  test('asks for more, rejects with a reason, and accepts', async () => {
    const person = await welcome('Pilar')
    await happened(person, 'first_harvest', '2026-02-01')
    const { id } = await claimOf(person, 'first_harvest')
    await prove(person, id, 'harvest_photo')
    await network.execute(submitOutcome, { id }, beto)
    await expect(decide(id, 'reject')).rejects.toThrow('verification.reason_missing')
    await expect(decide(id, 'ask')).rejects.toThrow('verification.nothing_asked')
    await decide(id, 'ask', { wanted: ['plot_log'], note: 'La foto no tiene fecha.' })
    expect((await claimOf(person, 'first_harvest')).state).toBe('returned')
    const { decisions } = await network.ask(decisionsOn, { claim: id }, beto)
    expect(decisions).toMatchObject([
      { decision: 'ask', wanted: [{ code: 'plot_log' }], verifier: 'Sello Claro' },
    ])
    await prove(person, id, 'plot_log')
    await network.execute(submitOutcome, { id }, beto)
    await decide(id, 'reject', { reason: 'date_wrong' })
    await expect(accept(network, id, vera)).rejects.toThrow('outcome.closed')
  })

  test('cannot judge what its own organisation recorded; the database refuses it too', async () => {
    const person = await welcome('Omar')
    await happened(person, 'first_harvest', '2026-02-01')
    const { id } = await claimOf(person, 'first_harvest')
    await prove(person, id, 'harvest_photo')
    const { roots, garden } = network.organisations
    for (const verifier of [roots, garden]) {
      await expect(network.execute(submitOutcome, { id, verifier }, beto)).rejects.toThrow(
        'verifier.not_independent',
      )
    }
    const { pool } = network.database
    const set = `update claim set state = 'submitted', verifier = $2 where id = $1`
    await expect(pool.query(set, [id, roots])).rejects.toThrow('claim_verifier_independent')
    const insert = `insert into verification (person, id, organisation, claim, decision, recorders, decided_by, decided_at)
      values ($1, $2, $3, $4, 'accept', $5, $2, now())`
    await expect(pool.query(insert, [person, network.newId(), roots, id, [roots]])).rejects.toThrow(
      'verifier_is_not_recorder',
    )
  })

  test('does not accept what later facts contradict', async () => {
    const person = await welcome('Nelson')
    await happened(person, 'plot_started', '2025-11-01')
    const { id } = await claimOf(person, 'plot_kept_90_days')
    await prove(person, id, 'plot_log')
    await network.execute(submitOutcome, { id }, beto)
    await happened(person, 'plot_left', '2025-12-01')
    expect((await network.ask(getVerification, { claim: id }, vera)).contradicted).toBe(true)
    await expect(accept(network, id, vera)).rejects.toThrow('outcome.contradicted')
    await decide(id, 'reject', { reason: 'not_achieved' })
  })

  test('of another organisation is not shown the claim', async () => {
    const { id } = await verified(
      'Gloria',
      'course_completed',
      'course_completed',
      'certificate',
      '2026-02-01',
    )
    await expect(network.ask(getVerification, { claim: id }, network.actors.eve)).rejects.toThrow(
      'actor.not_allowed',
    )
  })
})

describe('settlement', () => {
  test('pays a verified result once; settling again adds no line; the ledger balances', async () => {
    const { id } = await verified('Consuelo', 'first_harvest', 'first_harvest', 'harvest_photo', '2026-02-10')
    letStand(network)
    const preview = await network.ask(previewStatement, { contract }, beto)
    expect(await network.ask(previewStatement, { contract }, fina)).toEqual(preview)
    const issued = await issue()
    expect(issued.total).toEqual(preview.total)
    // After a statement is issued nothing more is due, for payer and provider.
    expect(await network.ask(previewStatement, { contract }, fina)).toMatchObject({ lines: [] })
    await expect(issue()).rejects.toThrow('statement.nothing_due')
    const statement = await network.ask(getStatement, { id: issued.id }, fina)
    expect(statement.lines.find(({ claim }) => claim === id)).toMatchObject({
      amount: { amount: '40.00', currency: 'EUR' },
    })
    expect(JSON.stringify(statement)).not.toMatch(/Consuelo|Díaz/u)
    await network.work()
    const before = await network.ask(getLedger, { contract }, fina)
    expect(before.balances.find(({ account }) => account === 'payable')?.balance.amount).toBe(
      `-${issued.total.amount}`,
    )
    const pay = () =>
      network.execute(
        recordPayment,
        { id: network.newId(), statement: issued.id, paidOn: '2026-03-03' },
        fina,
      )
    await pay()
    await expect(pay()).rejects.toThrow('payment.already_recorded')
    const { balances } = await network.ask(getLedger, { contract }, beto)
    expect(Object.fromEntries(balances.map(({ account, balance }) => [account, balance.amount]))).toEqual({
      results: issued.total.amount,
      payable: '0.00',
      bank: `-${issued.total.amount}`,
    })
    expect((await network.ask(listStatements, {}, beto)).statements[0]).toMatchObject({
      number: issued.number,
      paidOn: '2026-03-03',
    })
  })

  test('stops at the cap of the person, across statements', async () => {
    const person = await welcome('Marisol')
    for (const [milestone, outcome, type, on] of [
      ['plot_started', 'plot_kept_90_days', 'plot_log', '2025-11-01'],
      ['first_harvest', 'first_harvest', 'harvest_photo', '2026-02-10'],
      ['course_completed', 'course_completed', 'certificate', '2026-02-20'],
    ] as const) {
      await happened(person, milestone, on)
      const { id } = await claimOf(person, outcome)
      await prove(person, id, type)
      await network.execute(submitOutcome, { id }, beto)
      await accept(network, id, vera)
    }
    const { id } = await issue()
    const { lines } = await network.ask(getStatement, { id }, beto)
    expect(lines.map(({ outcome, price, amount }) => [outcome, price.amount, amount.amount])).toEqual([
      ['plot_kept_90_days', '100.00', '100.00'],
      ['first_harvest', '40.00', '40.00'],
      ['course_completed', '25.50', '10.00'],
    ])
  })

  test('takes back exactly what a withdrawn acceptance was paid', async () => {
    const { id } = await verified('Zoraida', 'first_harvest', 'first_harvest', 'harvest_photo', '2026-02-11')
    await issue()
    await network.execute(voidVerification, { id: network.newId(), claim: id, reason: 'counted_twice' }, vera)
    expect((await issue()).total).toEqual({ amount: '-40.00', currency: 'EUR' })
    await expect(issue()).rejects.toThrow('statement.nothing_due')
  })

  test('two statements at the same moment pay it once, with numbers that have no gap', async () => {
    await verified('Camila', 'first_harvest', 'first_harvest', 'harvest_photo', '2026-02-12')
    const outcomes = await Promise.allSettled([issue(), issue(), issue()])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { statements } = await network.ask(listStatements, {}, beto)
    const numbers = statements.map(({ number }) => number).sort((a, b) => a - b)
    expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  })

  test('a result held by one contract is not paid by a second payer', async () => {
    const other = await network.join('Flor', 'purse', ['funder'])
    const payer: Actor = { ...other, organisation: network.newId(), organisationName: 'Fondo Dos' }
    await network.database.pool.query(
      `insert into organisation (id, name, class, time_zone, locale, second_factor)
       values ($1, 'Fondo Dos', 'funder', 'America/Bogota', 'es', 'optional')`,
      [payer.organisation],
    )
    const second = network.newId()
    const provider = network.organisations.roots
    await network.execute(signContract, { id: second, provider, rateCard: 'harvest_fund' }, payer)
    const issuing = network.execute(issueStatement, { id: network.newId(), contract: second }, beto)
    await expect(issuing).rejects.toThrow('statement.nothing_due')
  })

  test('a statement is issued only by the provider and paid only by the payer', async () => {
    await expect(issue(network.actors.eve)).rejects.toThrow('contract.unknown')
    await expect(issue(fina)).rejects.toThrow('actor.not_allowed')
    const { statements } = await network.ask(listStatements, {}, beto)
    const statement = statements.find(({ paidOn }) => paidOn === null)?.id as Id
    const pay = { id: network.newId(), statement, paidOn: '2026-03-03' }
    await expect(network.execute(recordPayment, pay, beto)).rejects.toThrow('actor.not_allowed')
    await expect(network.execute(recordPayment, pay, network.actors.eve)).rejects.toThrow('statement.unknown')
    await expect(network.execute(recordPayment, { ...pay, paidOn: '2027-01-01' }, fina)).rejects.toThrow(
      'payment.in_future',
    )
    expect((await network.ask(listContracts, {}, network.actors.eve)).contracts).toEqual([])
  })

  test('a contract is signed once, with those the rate card names', async () => {
    const sign = (provider: Id, rateCard = 'harvest_fund', more = {}) =>
      network.execute(signContract, { id: network.newId(), provider, rateCard, ...more }, fina)
    await expect(sign(network.organisations.roots)).rejects.toThrow('contract.already_signed')
    await expect(sign(network.organisations.garden)).rejects.toThrow('contract.party_not_allowed')
    await expect(sign(network.newId())).rejects.toThrow('organisation.unknown')
    await expect(sign(network.organisations.roots, 'no_card')).rejects.toThrow('rate_card.unknown')
    const early = sign(network.organisations.roots, 'harvest_fund', { startsOn: '2019-12-31' })
    await expect(early).rejects.toThrow('contract.begins_outside')
    const { offers } = await network.ask(listContracts, {}, fina)
    expect(offers[0]?.providers.map(({ name }) => name)).toEqual(['Otra Huerta', 'Raíces'])
  })

  test('nothing of a ledger or a statement can be changed or taken away', async () => {
    const { pool } = network.database
    for (const table of [
      'posting',
      'statement',
      'statement_line',
      'payment',
      'verification',
      'paid_result',
    ]) {
      const { rows } = await pool.query(
        `select has_table_privilege('arraigo_app', $1, 'update') as update, has_table_privilege('arraigo_app', $1, 'delete') as delete`,
        [table],
      )
      expect({ table, ...rows[0] }).toEqual({ table, update: false, delete: false })
    }
  })
})
