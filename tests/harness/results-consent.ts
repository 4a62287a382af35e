// A person's consent to their results being shown to verifiers, without which no claim is sent.
import type { Actor } from '../../src/kernel/actor.ts'
import type { InputOf } from '../../src/kernel/command.ts'
import type { Id } from '../../src/kernel/words.ts'
import { giveConsent, refuseConsent } from '../../src/protect/consent/operations.ts'
import type { TestNetwork } from './network.ts'

export const FOR_RESULTS = {
  purpose: 'results',
  recipient: 'verifier',
  fieldGroups: ['documents'] as string[],
  textVersion: 'v1',
  locale: 'es',
} as const

type Which = Partial<Pick<InputOf<typeof giveConsent>, 'recipient' | 'expiresOn' | 'attachment'>>

export async function allowResults(
  { execute, newId }: Pick<TestNetwork, 'execute' | 'newId'>,
  person: Id,
  actor: Actor,
  more: Which = {},
): Promise<Id> {
  const id = newId()
  const yes = { id, person, ...FOR_RESULTS, how: 'signature' as const, ...more }
  await execute(giveConsent, yes, actor)
  return id
}

export async function refuseResults(
  { execute, newId }: Pick<TestNetwork, 'execute' | 'newId'>,
  person: Id,
  actor: Actor,
): Promise<void> {
  await execute(refuseConsent, { id: newId(), person, ...FOR_RESULTS }, actor)
}
