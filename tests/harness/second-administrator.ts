// The second administrator of a test's garden, and the account holder who accepts a role from another
// organisation.
import type { Actor } from '../../src/kernel/actor.ts'
import {
  acceptMembership,
  confirmRole,
  getMembershipCode,
  listUnconfirmed,
} from '../../src/identity/users/operations.ts'
import type { TestNetwork } from './network.ts'

/** Confirms every role that waits for a second person. */
export async function confirmAll(network: TestNetwork, second: Actor): Promise<void> {
  for (const { id, mayConfirm } of await network.ask(listUnconfirmed, {}, second))
    if (mayConfirm) await network.execute(confirmRole, { id }, second)
}

/**
 * The holder accepts the membership that the administrator's organisation offers, with the code that was
 * handed over.
 */
export async function accept(network: TestNetwork, holder: Actor, administrator: Actor): Promise<void> {
  const { code } = await network.ask(getMembershipCode, { user: holder.user }, administrator)
  await network.execute(acceptMembership, { organisation: administrator.organisation, code }, holder)
}
