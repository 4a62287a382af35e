// Twins are taken for one person, found to be two after a payment, and taken apart again: what each allowed, achieved and
// was paid for is right on both sides.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { accept, harvest, letStand } from '../../../tests/harness/decisions.ts'
import { filesOf, picture } from '../../../tests/harness/files.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { allowResults, refuseResults } from '../../../tests/harness/results-consent.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { listConsents } from '../../protect/consent/operations.ts'
import { recordMilestone } from '../../serve/cases/operations.ts'
import { listMerges, mergePeople, unmergePeople } from '../../serve/merges/operations.ts'
import { getPerson, registerPerson, searchPeople } from '../../serve/record/operations.ts'
import { issueStatement, recordPayment, signContract } from '../settlement/operations.ts'
import { attachEvidence, outcomesOfPerson, submitOutcome } from './operations.ts'

const twin = { firstSurname: 'Yépez', born: { date: '1999-08-07' } }

/** The second twin, who harvested too and whose claim waits to be submitted. */
async function second(network: TestNetwork, beto: Actor): Promise<{ person: Id; claim: Id }> {
  const { newId, execute, ask } = network
  const person = newId()
  const card = { id: newId(), type: 'library_card', number: '6262626' }
  await execute(
    registerPerson,
    { id: person, searched: 'device', called: 'Rosi', ...twin, identifiers: [card] },
    beto,
  )
  await allowResults(network, person, beto)
  await execute(recordMilestone, { person, milestone: 'first_harvest', on: '2026-01-12' }, beto)
  await network.work()
  const { claims } = await ask(outcomesOfPerson, { person }, beto)
  const claim = claims[0]?.id as Id
  const files = filesOf(network, join(network.folder, 'attachments'), beto)
  const { id: attachment } = await files.upload(person, picture(900))
  await execute(attachEvidence, { id: newId(), claim, attachment, type: 'harvest_photo' }, beto)
  return { person, claim }
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (problem: { code: string }) => problem.code,
  )

test('two twins, merged and taken apart after a payment', async () => {
  const network = await testNetwork()
  const { newId, execute, ask } = network
  const { beto, fina, vera } = network.actors
  const rita = await network.join('Rita', 'roots', ['supervisor', 'case_manager', 'provider'])
  const contract = newId()
  const provider = network.organisations.roots
  await execute(signContract, { id: contract, provider, rateCard: 'harvest_fund' }, fina)
  const state = async () => {
    const { id, total } = await execute(issueStatement, { id: newId(), contract }, beto)
    return { id, amount: total.amount }
  }

  // One was paid; the other has a result that nobody has seen yet.
  const firstClaim = await harvest(network, '2026-01-10')
  const { rows } = await network.database.pool.query<{ person: Id }>(
    'select person from claim where id = $1',
    [firstClaim],
  )
  const first = rows[0]?.person as Id
  const paid = await state()
  await execute(recordPayment, { id: newId(), statement: paid.id, paidOn: '2026-03-02' }, fina)
  const other = await second(network, beto)

  const merge = newId()
  const input = { id: merge, person: first, other: other.person, because: 'Mismo apellido y fecha.' }
  await execute(mergePeople, input, rita)
  await network.work()
  // Under either id both results are seen, and the second is not to be paid again.
  for (const person of [first, other.person]) {
    const { claims } = await ask(outcomesOfPerson, { person }, beto)
    expect(claims.map(({ id, contradicted }) => [id, contradicted])).toEqual([
      [firstClaim, false],
      [other.claim, true],
    ])
  }
  expect(await code(execute(submitOutcome, { id: other.claim }, beto))).toBe('outcome.contradicted')
  expect(await code(state())).toBe('statement.nothing_due')
  // The old document finds the one record.
  const found = await ask(searchPeople, { text: '6262626' }, beto)
  expect(found.people.map(({ id }) => id)).toEqual([first])
  // A no of one is a no of both.
  await refuseResults(network, other.person, beto)
  await execute(recordMilestone, { person: first, milestone: 'first_harvest', on: '2026-02-20' }, beto)
  expect(
    (await ask(listConsents, { person: first }, beto)).consents.map(({ said }) => said).toSorted(),
  ).toEqual(['no', 'yes', 'yes'])

  const client = network.http(rita)
  const listed = await ask(listMerges, { person: other.person }, rita)
  const later = listed.merges[0]?.later ?? []
  expect(later.map(({ kind, on }) => [kind, on])).toEqual([
    ['consent.refused', other.person],
    ['milestone.recorded', first],
  ])
  const assign = later
    .filter(({ kind }) => kind === 'milestone.recorded')
    .map(({ item }) => ({ item, to: other.person }))
  const undone = await client.post('person.unmerge', { merge, because: 'Son gemelas.', assign })
  expect(undone).toMatchObject({ status: 200 })
  await network.work()

  // Each has her own results and decisions again.
  const claimsOf = async (person: Id) =>
    (await ask(outcomesOfPerson, { person }, beto)).claims.map(({ id, contradicted }) => [id, contradicted])
  expect(await claimsOf(first)).toEqual([[firstClaim, false]])
  expect(await claimsOf(other.person)).toEqual([[other.claim, false]])
  const said = async (person: Id) =>
    (await ask(listConsents, { person }, beto)).consents.map((one) => one.said).toSorted()
  expect([await said(first), await said(other.person)]).toEqual([['yes'], ['no', 'yes']])
  expect((await ask(getPerson, { id: other.person }, beto)).called).toBe('Rosi')

  // She refused meanwhile; asked again she allows it, and her result is paid beside her sister's.
  expect(await code(execute(submitOutcome, { id: other.claim }, beto))).toBe('consent.missing')
  network.clock.advance(1)
  const files = filesOf(network, join(network.folder, 'attachments'), beto)
  const { id: attachment } = await files.upload(other.person, picture(901))
  await allowResults(network, other.person, beto, { attachment })
  await execute(submitOutcome, { id: other.claim }, beto)
  await accept(network, other.claim, vera)
  letStand(network)
  expect(await state()).toMatchObject({ amount: paid.amount })
  expect(await code(execute(unmergePeople, { merge, because: 'x' }, rita))).toBe('merge.undone')
})
