// A result is proven and paid with the person's consent: without it nothing is sent to a verifier, and a
// withdrawal recalls what was sent.
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accept as acceptClaim, letStand } from '../../../tests/harness/decisions.ts'
import { filesOf, picture } from '../../../tests/harness/files.ts'
import { refusal } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { allowResults, refuseResults } from '../../../tests/harness/results-consent.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { asOwner, transaction } from '../../platform/database/connect.ts'
import { activateRelease, type openPacks, readPack, releaseOf } from '../../platform/packs/packs.ts'
import { reviewPack } from '../../platform/packs/pack-review.ts'
import { RESULTS, withdrawConsent } from '../../protect/consent/operations.ts'
import { recordMilestone } from '../../serve/cases/operations.ts'
import { registerPerson } from '../../serve/record/operations.ts'
import { issueStatement, previewStatement, signContract } from '../settlement/operations.ts'
import { getVerification, verificationInbox } from '../verification/operations.ts'
import { attachEvidence, getOutcome, outcomesOfPerson, submitOutcome } from './operations.ts'

let network: TestNetwork
let beto: Actor
let vera: Actor
let person: Id
let claim: Id
let attachment: Id

beforeAll(async () => {
  network = await testNetwork()
  ;({ beto, vera } = network.actors)
})

/** A person whose claim `first_harvest` has its evidence and is ready to be submitted. */
beforeEach(async () => {
  person = network.newId()
  later()
  await network.execute(registerPerson, { id: person, called: 'Rosa', searched: 'device' }, beto)
  const harvest = { person, milestone: 'first_harvest', on: '2026-02-01' }
  await network.execute(recordMilestone, harvest, beto)
  await network.work()
  const { claims } = await network.ask(outcomesOfPerson, { person }, beto)
  claim = claims[0]?.id as Id
  ;({ id: attachment } = await filesOf(network, join(network.folder, 'attachments'), beto).upload(person))
  const evidence = { id: network.newId(), claim, attachment, type: 'harvest_photo' }
  await network.execute(attachEvidence, evidence, beto)
})

function later(): void {
  network.clock.now = new Date(network.clock.now.getTime() + 1000)
}

async function allow(more = {}, actor = beto): Promise<Id> {
  later()
  return await allowResults(network, person, actor, more)
}
/** A file signed now: one from before a refusal would prove an earlier consent. */
const sign = async () =>
  (await filesOf(network, join(network.folder, 'attachments'), beto).upload(person, picture(1))).id
const submit = () => network.execute(submitOutcome, { id: claim }, beto)
const shown = () => network.ask(getOutcome, { id: claim }, beto)
const accept = () => acceptClaim(network, claim, vera)
const download = async () =>
  (await filesOf(network, join(network.folder, 'attachments'), vera).download(attachment)).status

/** Counts rows of a table about the person that row-level security shows to the actor's organisation. */
async function rows(table: string, actor: Actor): Promise<number> {
  return await transaction(network.app.appPool, actor, async (_tx, client) => {
    const about = table === 'fact' ? 'subject' : 'person'
    const found = await client.query(`select from ${table} where ${about} = $1`, [person])
    return found.rowCount ?? 0
  })
}

describe('without consent', () => {
  const missing = {
    code: 'consent.missing',
    status: 409,
    data: { purpose: RESULTS, fieldGroups: ['documents'], ask: 'consent.give' },
  }

  test('a claim says that the consent is missing, and is not sent', async () => {
    expect(await shown()).toMatchObject({ state: 'ready', consent: 'missing' })
    expect(await refusal(submit())).toMatchObject(missing)
    expect(await download()).toBe(404)
    expect(await rows('claim', vera)).toBe(0)
  })

  test('a refusal differs from a question not asked, and blocks nothing else', async () => {
    later()
    await refuseResults(network, person, beto)
    expect(await shown()).toMatchObject({ consent: 'refused' })
    expect(await refusal(submit())).toMatchObject(missing)
    const started = { person, milestone: 'plot_started', on: '2026-02-02' }
    await network.execute(recordMilestone, started, beto)
    await network.work()
    expect((await network.ask(outcomesOfPerson, { person }, beto)).claims).toHaveLength(2)
  })

  test('consent for another purpose, to another verifier or until yesterday does not count', async () => {
    await allow({ recipient: network.organisations.fence })
    expect(await refusal(submit())).toMatchObject(missing)
    await allow({ expiresOn: '2026-03-02' })
    expect(await shown()).toMatchObject({ consent: 'given' })
    const now = network.clock.now
    network.clock.now = new Date('2026-03-04T15:00:00Z')
    expect(await shown()).toMatchObject({ consent: 'missing' })
    expect(await refusal(submit())).toMatchObject(missing)
    network.clock.now = now
  })
})

describe('with consent', () => {
  test.each([['verifier'], ['seal']])('to %s, it is sent, and the log names the consent', async (to) => {
    const consent = await allow({ recipient: to === 'seal' ? network.organisations.seal : to })
    await submit()
    expect(await download()).toBe(200)
    const { rows: log } = await network.database.pool.query(
      `select recipient, consent from disclosure where person = $1 and via = 'outcome.submit'`,
      [person],
    )
    expect(log).toEqual([{ recipient: network.organisations.seal, consent }])
    // A verifier does not see the consent either, which would name the person.
    expect(await rows('consent', vera)).toBe(0)
  })

  test('when it is withdrawn, the verifier loses the claim and its files at once, and nothing is paid', async () => {
    const consent = await allow()
    await submit()
    expect([await rows('claim', vera), await rows('claim_evidence', vera)]).toEqual([1, 1])
    later()
    await network.execute(withdrawConsent, { person, id: consent }, beto)
    for (const table of ['claim', 'claim_evidence', 'attachment', 'consent_notice', 'fact'])
      expect([table, await rows(table, vera)]).toEqual([table, 0])
    expect(await download()).toBe(404)
    expect(await refusal(network.ask(getVerification, { claim }, vera))).toMatchObject({
      code: 'outcome.unknown',
    })
    const { claims } = await network.ask(verificationInbox, {}, vera)
    expect(claims.map((one) => one.claim)).not.toContain(claim)
    expect(await refusal(accept())).toMatchObject({ code: 'outcome.unknown' })
    expect(await shown()).toMatchObject({ state: 'ready', consent: 'refused', verifier: null })
    const { rows: told } = await network.database.pool.query(
      `select kind from fact where subject = $1 order by id desc limit 1`,
      [person],
    )
    expect(told).toEqual([{ kind: 'outcome.recalled' }])
  })

  test('when it is given again, the claim can be submitted again', async () => {
    const consent = await allow()
    await submit()
    later()
    await network.execute(withdrawConsent, { person, id: consent }, beto)
    // A consent that reverses a refusal needs proof.
    await allow()
    expect(await refusal(submit())).toMatchObject({ code: 'consent.missing' })
    await allow({ attachment: await sign() })
    await submit()
    await accept()
    expect(await shown()).toMatchObject({ state: 'verified', consent: null })
  })

  test('when it has expired, the system recalls the claim by itself', async () => {
    const now = network.clock.now
    await allow({ expiresOn: '2026-03-05' })
    await submit()
    network.clock.now = new Date('2026-03-07T15:00:00Z')
    await network.runJob('consent.expire')
    expect(await shown()).toMatchObject({ state: 'ready', consent: 'missing' })
    expect(await download()).toBe(404)
    network.clock.now = now
  })

  test('consent to serve and refer the person does not affect it', async () => {
    await allow()
    await submit()
    const { pool } = network.database
    const other = await allow({ recipient: network.organisations.fence })
    later()
    await network.execute(withdrawConsent, { person, id: other }, beto)
    expect(await download()).toBe(200)
    const { rows: found } = await pool.query('select state from claim where id = $1', [claim])
    expect(found).toEqual([{ state: 'submitted' }])
  })

  test('a verified result stays and is paid, but the verifier no longer sees its files', async () => {
    const contract = network.newId()
    const provider = network.organisations.roots
    const signed = { id: contract, provider, rateCard: 'harvest_fund' }
    await network.execute(signContract, signed, network.actors.fina)
    const consent = await allow()
    await submit()
    await accept()
    later()
    await network.execute(withdrawConsent, { person, id: consent }, beto)
    expect(await download()).toBe(404)
    expect([await rows('claim_evidence', vera), await rows('attachment', vera)]).toEqual([0, 0])
    expect(await shown()).toMatchObject({ state: 'verified' })
    letStand(network)
    const { lines } = await network.ask(previewStatement, { contract }, network.actors.fina)
    expect(lines.map((line) => line.claim)).toContain(claim)
    await network.execute(issueStatement, { id: network.newId(), contract }, beto)
    expect(await network.ask(getVerification, { claim }, vera)).toMatchObject({ evidence: [] })
  })

  test('submitting and withdrawing at the same moment leave nothing with the verifier', async () => {
    const consent = await allow()
    await Promise.allSettled([submit(), network.execute(withdrawConsent, { person, id: consent }, beto)])
    expect([await rows('claim', vera), await rows('attachment', vera)]).toEqual([0, 0])
  })
})

test('where the pack names a law, no consent is needed, and the claim names the law', async () => {
  const pack = await readPack('packs/huerta')
  const ground = { es: 'Estatuto, artículo 3', en: 'Statute, article 3', ar: 'النظام الأساسي، المادة 3' }
  const lawful = { ...pack, outcomes: pack.outcomes.map((one) => ({ ...one, ground })) }
  await activateRelease(asOwner(network.database.pool), releaseOf(lawful))
  await (network.app.packs as Awaited<ReturnType<typeof openPacks>>).refresh()
  const certificate = { person, milestone: 'course_completed', on: '2026-02-03' }
  await network.execute(recordMilestone, certificate, beto)
  await network.work()
  const { claims } = await network.ask(outcomesOfPerson, { person }, beto)
  const id = claims.find(({ outcome }) => outcome.code === 'course_completed')?.id as Id
  const evidence = { id: network.newId(), claim: id, attachment, type: 'certificate' }
  await network.execute(attachEvidence, evidence, beto)
  later()
  await refuseResults(network, person, beto)
  expect(await network.ask(getOutcome, { id }, beto)).toMatchObject({ consent: 'by_law', ground })
  await network.execute(submitOutcome, { id }, beto)
  later()
  await refuseResults(network, person, beto)
  expect(await download()).toBe(200)
  // The same file was submitted for a claim that needs consent, too: its withdrawal leaves the file with this
  // claim.
  await allow({ attachment: await sign() })
  await submit()
  later()
  await refuseResults(network, person, beto)
  expect(await shown()).toMatchObject({ state: 'ready', verifier: null })
  expect(await download()).toBe(200)
  // A claim that began under the earlier release has its terms.
  expect(await shown()).toMatchObject({ consent: 'refused', ground: null })
})

test('a pack with outcomes that need consent must have a consent text', async () => {
  const pack = await readPack('packs/huerta')
  const silent = {
    ...pack,
    consentTexts: pack.consentTexts.map((text) => ({ ...text, purposes: ['service'] })),
  }
  const said = (changed: typeof pack) =>
    reviewPack(changed, () => undefined).filter(({ message }) => message.includes('"ground"')).length
  expect(said(pack)).toBe(0)
  expect(said(silent)).toBe(pack.outcomes.length)
  const ground = { es: 'Artículo 3', en: 'Article 3', ar: 'المادة 3' }
  expect(said({ ...silent, outcomes: silent.outcomes.map((one) => ({ ...one, ground })) })).toBe(0)
})
