// A result is often proven weeks after the referral is closed: the provider, and the organisation that keeps
// the record, still can.
import { beforeAll, expect, test } from 'vitest'
import { referred, world, type World } from '../../../tests/authorization/world.ts'
import { filesOf } from '../../../tests/harness/files.ts'
import { testNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { recordMilestone } from '../../serve/cases/operations.ts'
import { recordDelivery } from '../../serve/deliveries/operations.ts'
import { getPerson } from '../../serve/record/operations.ts'
import { attachEvidence, getOutcome, outcomesOfPerson } from './operations.ts'

let fixture: World
beforeAll(async () => {
  fixture = await world(await testNetwork())
})

/** A person of the garden with a claim of Raíces, which served them; the referral is closed. */
async function closed(): Promise<{ person: Id; claim: Id }> {
  const { bruno, service, id, run, network } = fixture
  const { person, referral } = await referred(fixture)
  await run(bruno, recordMilestone, { person, milestone: 'first_harvest', on: '2026-02-01' })
  await run(bruno, recordDelivery, { id: id(), person, service, referral, deliveredOn: '2026-02-01' })
  await network.work()
  await expect(network.ask(getPerson, { id: person }, bruno)).rejects.toThrow('person.unknown')
  const { claims } = await network.ask(outcomesOfPerson, { person }, fixture.rosa)
  return { person, claim: claims.find(({ outcome }) => outcome.code === 'first_harvest')?.id as Id }
}

async function prove(actor: Actor, { person, claim }: { person: Id; claim: Id }): Promise<number> {
  const { network, id } = fixture
  const { id: attachment, response } = await filesOf(network, network.folder, actor).upload(person)
  if (response.status === 200)
    await network.execute(attachEvidence, { id: id(), claim, attachment, type: 'harvest_photo' }, actor)
  return response.status
}

test('the provider attaches evidence after the referral is closed, and still does not see the record', async () => {
  const { bruno, network } = fixture
  const proven = await closed()
  expect(await prove(bruno, proven)).toBe(200)
  expect(await network.ask(getOutcome, { id: proven.claim }, bruno)).toMatchObject({ state: 'ready' })
  await expect(network.ask(getPerson, { id: proven.person }, bruno)).rejects.toThrow('person.unknown')
})

test('the organisation that keeps the record attaches evidence to the provider’s claim', async () => {
  const proven = await closed()
  expect(await prove(fixture.rosa, proven)).toBe(200)
  expect(await fixture.network.ask(getOutcome, { id: proven.claim }, fixture.bruno)).toMatchObject({
    state: 'ready',
  })
})

test('no other organisation can attach a file', async () => {
  const proven = await closed()
  expect(await prove(fixture.network.actors.eve, proven)).toBe(404)
})
