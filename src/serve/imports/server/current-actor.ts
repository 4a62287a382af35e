// The user of an import as they are now: it stops once they lose the role or the account.
import type { Actor } from '../../../kernel/actor.ts'
import { actorNotAllowed } from '../../../kernel/problems.ts'
import type { JobContext } from '../../../platform/capability.ts'
import * as policy from '../policy.ts'

/**
 * The user who started the import, with their current permissions. @throws Problem once the account is closed
 * or the role removed
 */
export async function currentActor(ctx: JobContext, started: Actor): Promise<Actor> {
  const actor = await ctx.today(started)
  requirePermission(actor)
  return actor
}

export function requirePermission(actor: Actor): void {
  const verdict = policy.bring(actor)
  if (verdict !== true) throw actorNotAllowed({ because: verdict.reason })
}
