// What a verifier does before accepting a claim, and how long a decision may still be taken back.
import { join } from 'node:path'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { TAKE_BACK_MINUTES } from '../../src/fund/outcomes/operations.ts'
import { decideVerification, getVerification } from '../../src/fund/verification/operations.ts'
import { filesOf } from './files.ts'
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
