// Checks whether status may be asked here; that it was asked, by whom, why and when is a fact on the person's
// timeline.
import type { CommandContext } from '../../../platform/capability.ts'
import { checkAsking, wasAsked } from '../rules/asking.ts'
import { askingIn } from '../sql/load.ts'

/**
 * Returns whether the status given is an answer, which a fact then records.
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
