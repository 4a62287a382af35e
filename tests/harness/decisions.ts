// What a verifier does before accepting a claim, how long a decision may still be taken back, and results to pay.
import { join } from 'node:path'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import {
  attachEvidence,
  outcomesOfPerson,
  submitOutcome,
  TAKE_BACK_MINUTES,
} from '../../src/fund/outcomes/operations.ts'
import { decideVerification, getVerification } from '../../src/fund/verification/operations.ts'
import { recordMilestone } from '../../src/serve/cases/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { filesOf, picture } from './files.ts'
import { allowResults } from './results-consent.ts'
import type { TestNetwork } from './network.ts'

/** Opens every file of the claim as its verifier does, over HTTP. */
export async function openEvidence(network: TestNetwork, claim: Id, verifier: Actor): Promise<void> {
  const { evidence } = await network.ask(getVerification, { claim }, verifier)
  const files = filesOf(network, join(network.folder, 'attachments'), verifier)
  for (const { attachment } of evidence) {
    const { status } = await files.download(attachment)
    if (status !== 200) throw new Error(`The file was not opened: ${status}`)
  }
}

/** Opens the evidence and accepts. */
export async function accept(network: TestNetwork, claim: Id, verifier: Actor): Promise<void> {
  await openEvidence(network, claim, verifier)
  await network.execute(decideVerification, { id: network.newId(), claim, decision: 'accept' }, verifier)
}

/** Until every decision made so far stands, and a statement takes it in. */
export function letStand({ clock }: Pick<TestNetwork, 'clock'>): void {
  clock.now = new Date(clock.now.getTime() + TAKE_BACK_MINUTES * 60_000)
}

let pictures = 0

/** The first harvest of a new person of Raíces, proven, accepted by Vera, and to be stated from now on. */
export async function harvest(network: TestNetwork, on: string, place?: string): Promise<Id> {
  const { beto, vera } = network.actors
  const person = network.newId()
  const who = { id: person, called: 'Rosa', searched: 'everywhere' as const, ...(place && { place }) }
  await network.execute(registerPerson, who, beto)
  await allowResults(network, person, beto)
  await network.execute(recordMilestone, { person, milestone: 'first_harvest', on }, beto)
  await network.work()
  const { claims } = await network.ask(outcomesOfPerson, { person }, beto)
  const claim = claims[0]?.id as Id
  const files = filesOf(network, join(network.folder, 'attachments'), beto)
  const { id: attachment } = await files.upload(person, picture(++pictures))
  const evidence = { id: network.newId(), claim, attachment, type: 'harvest_photo' }
  await network.execute(attachEvidence, evidence, beto)
  await network.execute(submitOutcome, { id: claim }, beto)
  await accept(network, claim, vera)
  letStand(network)
  return claim
}
