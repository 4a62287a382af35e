// Whether status may be asked here, and that it was: who asked, for what and when stands as a fact on the person's timeline.
import type { CommandContext } from '../../../platform/capability.ts'
import { checkAsking, wasAsked } from '../rules/asking.ts'
import { askingIn } from '../sql/load.ts'

/**
 * Answers whether an answer about migration status is taken down, and so a fact is to be recorded.
 * @throws `status.not_asked_here`; `status.purpose_missing`; `code.unknown`
 */
export async function asksStatus(
  { tx, actor, pack }: CommandContext,
  status: string | null | undefined,
  purpose: string | undefined,
): Promise<boolean> {
  if (!wasAsked(status)) return false
  checkAsking(pack.pack, await askingIn(tx, actor), status, purpose)
  return true
}
