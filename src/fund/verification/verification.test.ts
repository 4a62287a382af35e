// A verifier accepts nothing unopened, and takes a decision back for a quarter of an hour; nothing is paid in
// that time.
import { join } from 'node:path'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { accept, letStand, openEvidence } from '../../../tests/harness/decisions.ts'
import { filesOf, picture } from '../../../tests/harness/files.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { allowResults, refuseResults } from '../../../tests/harness/results-consent.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { recordMilestone } from '../../serve/cases/operations.ts'
import { registerPerson } from '../../serve/record/operations.ts'
import { getTimeline } from '../../serve/timeline/operations.ts'
import { issueStatement, previewStatement, signContract } from '../settlement/operations.ts'
import { attachEvidence, getOutcome, outcomesOfPerson, submitOutcome } from '../outcomes/operations.ts'
import { getVerification } from './operations.ts'

let network: TestNetwork
let beto: Actor
let vera: Actor
let contract: Id
let claim: Id
let person: Id
let pictures = 0

beforeAll(async () => {
  network = await testNetwork()
  ;({ beto, vera } = network.actors)
  contract = network.newId()
  const provider = network.organisations.roots
  await network.execute(
    signContract,
    { id: contract, provider, rateCard: 'harvest_fund' },
    network.actors.fina,
  )
})

const folder = () => join(network.folder, 'attachments')
const open = (attachment: Id | undefined, method = 'GET') =>
  filesOf(network, folder(), vera).download(attachment as Id, method)

async function attach(type: string): Promise<Id> {
  const files = filesOf(network, folder(), beto)
  const { id: attachment } = await files.upload(person, picture(++pictures))
  await network.execute(attachEvidence, { id: network.newId(), claim, attachment, type }, beto)
  return attachment
}

/** A claim with two files, sent to Vera. */
async function submitted(): Promise<void> {
  person = network.newId()
  const who = { id: person, givenNames: 'Rosa', firstSurname: 'Díaz', searched: 'everywhere' as const }
  await network.execute(registerPerson, who, beto)
  await allowResults(network, person, beto)
  await network.execute(recordMilestone, { person, milestone: 'first_harvest', on: '2026-02-01' }, beto)
  await network.work()
  const { claims } = await network.ask(outcomesOfPerson, { person }, beto)
  claim = claims[0]?.id as Id
  await attach('harvest_photo')
  await attach('plot_log')
  await network.execute(submitOutcome, { id: claim }, beto)
}

const seen = (actor = vera) => network.ask(getVerification, { claim }, actor)
const state = async () => (await network.ask(getOutcome, { id: claim }, beto)).state
const decide = (decision: 'accept' | 'reject' | 'ask', more = {}, actor = vera) =>
  network.http(actor).post('verification.decide', { id: network.newId(), claim, decision, ...more })
const takeBack = (actor = vera) =>
  network.http(actor).post('verification.take_back', { id: network.newId(), claim })
const due = async () =>
  (await network.ask(previewStatement, { contract }, beto)).lines.some((line) => line.claim === claim)

describe('evidence', () => {
  test('that was not opened keeps a claim from being accepted, and the refusal names it', async () => {
    await submitted()
    const [first, second] = (await seen()).evidence
    expect([first?.opened, second?.opened]).toEqual([false, false])
    expect(await decide('accept')).toMatchObject({
      status: 409,
      body: { code: 'verification.evidence_unopened', data: { count: 2 } },
    })
    await open(first?.attachment)
    expect((await seen()).evidence.map(({ opened }) => opened)).toEqual([true, false])
    expect(await decide('accept')).toMatchObject({
      status: 409,
      body: { data: { count: 1, unopened: [{ attachment: second?.attachment, type: second?.type.code }] } },
    })
    await openEvidence(network, claim, vera)
    expect(await decide('accept')).toMatchObject({ status: 200, body: { state: 'verified' } })
  })

  test('is opened by each verifier for themselves, and not by asking for its head', async () => {
    await submitted()
    const other = await network.join('Vito', 'seal', ['verifier'])
    await openEvidence(network, claim, other)
    for (const { attachment } of (await seen()).evidence) await open(attachment, 'HEAD')
    expect((await decide('accept')).status).toBe(409)
    expect((await decide('accept', {}, other)).status).toBe(200)
  })

  test('may stay closed where more of it is asked for, or the claim is not accepted', async () => {
    await submitted()
    expect((await decide('ask', { wanted: ['plot_log'] })).status).toBe(200)
    const added = await attach('plot_log')
    await network.execute(submitOutcome, { id: claim }, beto)
    const shown = (await seen()).evidence.find(({ attachment }) => attachment === added)
    expect(shown?.opened).toBe(false)
    expect((await decide('reject', { reason: 'date_wrong' })).status).toBe(200)
  })

  test('that cannot be read was not opened', async () => {
    await submitted()
    const { pool } = network.database
    const [file] = (await seen()).evidence
    await pool.query(`update attachment set sha256 = sha256('gone') where id = $1`, [file?.attachment])
    await open(file?.attachment)
    expect((await seen()).evidence[0]?.opened).toBe(false)
  })
})

describe('a decision', () => {
  test('is taken back by whoever made it, for a quarter of an hour, and then waits again', async () => {
    await submitted()
    await accept(network, claim, vera)
    await network.work()
    const { takeBackUntil } = await seen()
    expect(Date.parse(takeBackUntil ?? '') - network.clock.now.getTime()).toBe(15 * 60_000)
    expect(await takeBack()).toMatchObject({ status: 200, body: { state: 'submitted' } })
    await network.work()
    expect(await state()).toBe('submitted')
    expect(await seen()).toMatchObject({
      takeBackUntil: null,
      decisions: [{ decision: 'accept' }, { decision: 'take_back' }],
    })
    const { facts } = await network.ask(getTimeline, { id: person }, beto)
    expect(facts.map(({ kind }) => kind)).toContain('outcome.reopened')
    // It never counted, and counts once it is decided anew.
    letStand(network)
    expect(await due()).toBe(false)
    await accept(network, claim, vera)
    letStand(network)
    expect(await due()).toBe(true)
  })

  test.each([
    ['reject', { reason: 'date_wrong' }],
    ['ask', { wanted: ['plot_log'] }],
  ] as const)('to %s is taken back too', async (decision, more) => {
    await submitted()
    await decide(decision, more)
    expect((await takeBack()).status).toBe(200)
    expect(await state()).toBe('submitted')
    // Nothing is left to be taken back.
    expect(await takeBack()).toMatchObject({ status: 409, body: { code: 'outcome.closed' } })
  })

  test('is not taken back by somebody else, nor when its time is over', async () => {
    await submitted()
    const other = await network.join('Vilma', 'seal', ['verifier'])
    await accept(network, claim, vera)
    expect((await seen(other)).takeBackUntil).toBe(null)
    expect(await takeBack(other)).toMatchObject({ status: 403, body: { code: 'verification.not_yours' } })
    letStand(network)
    expect((await seen()).takeBackUntil).toBe(null)
    expect(await takeBack()).toMatchObject({ status: 409, body: { code: 'outcome.decided' } })
  })

  test('is not taken back by whoever made an earlier one, when another came at the same moment', async () => {
    await submitted()
    const other = await network.join('Vilma', 'seal', ['verifier'])
    await accept(network, claim, vera)
    const { pool } = network.database
    const beside = new pg.Client(network.database.connection)
    await beside.connect()
    try {
      await beside.query(`begin`)
      await beside.query(`update claim set state = 'rejected' where id = $1`, [claim])
      await beside.query(
        `insert into verification select (jsonb_populate_record(v, jsonb_build_object('id', $2::text, 'decision', 'reject',
           'reason', 'date_wrong', 'decided_by', $3::text))).* from verification v where claim = $1`,
        [claim, network.newId(), other.user],
      )
      const late = takeBack()
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      await expect.poll(async () => (await pool.query(waiting)).rowCount).toBe(1)
      await beside.query('commit')
      expect(await late).toMatchObject({ status: 403, body: { code: 'verification.not_yours' } })
    } finally {
      await beside.end()
    }
  })

  test('is in no statement while it may be taken back, and for good once it is in one', async () => {
    await submitted()
    await accept(network, claim, vera)
    expect(await due()).toBe(false)
    letStand(network)
    expect(await due()).toBe(true)
    await network.execute(issueStatement, { id: network.newId(), contract }, beto)
    // A second server process whose clock is behind.
    network.clock.now = new Date(network.clock.now.getTime() - 60_000)
    expect(await takeBack()).toMatchObject({ status: 409, body: { code: 'outcome.decided' } })
    network.clock.now = new Date(network.clock.now.getTime() + 60_000)
  })

  test('is not taken back once the evidence it asked for is there', async () => {
    await submitted()
    await decide('ask', { wanted: ['plot_log'] })
    network.clock.now = new Date(network.clock.now.getTime() + 60_000)
    await attach('plot_log')
    expect(await takeBack()).toMatchObject({ status: 409, body: { code: 'outcome.decided' } })
  })

  test('is not taken back once the person no longer lets the evidence be shown', async () => {
    await submitted()
    await accept(network, claim, vera)
    network.clock.now = new Date(network.clock.now.getTime() + 60_000)
    await refuseResults(network, person, beto)
    expect(await takeBack()).toMatchObject({ status: 409, body: { code: 'outcome.decided' } })
    expect(await state()).toBe('verified')
  })

  test('that is being taken back is not stated by a statement issued meanwhile', async () => {
    await submitted()
    await accept(network, claim, vera)
    letStand(network)
    const { pool } = network.database
    const taking = await pool.connect()
    await taking.query('begin')
    await taking.query(`update claim set state = 'submitted', decided_at = null where id = $1`, [claim])
    const id = network.newId()
    let issued = false
    const issuing = network.execute(issueStatement, { id, contract }, beto).then(
      () => undefined,
      (error: Error) => error.message,
    )
    void issuing.then(() => (issued = true))
    // Until the statement waits for the claim.
    const waits = `select from pg_locks where not granted and pid in
      (select pid from pg_stat_activity where datname = current_database())`
    while (!issued && (await pool.query(waits)).rowCount === 0);
    await taking.query('commit')
    taking.release()
    await issuing
    const { rows } = await pool.query('select from statement_line where claim = $1', [claim])
    expect(rows).toEqual([])
  })
})
