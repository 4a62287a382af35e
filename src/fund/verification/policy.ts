// Policies of verification: a claim is judged by a verifier whose organisation recorded none of its facts.
import { verb, type Actor, type Verdict } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const judge = verb(permissions['verification.judge'])

/** The provider reads the decisions. */
export const readDecisions = verb(permissions['verification.read'])

/** The verifier's organisation recorded none of the facts; a database constraint checks it too. */
export function isIndependent(
  actor: Pick<Actor, 'organisation'>,
  claim: { verifier: string | null; organisation: string; recorders: readonly string[] },
): Verdict {
  const own = actor.organisation
  const independent = claim.verifier === own && claim.organisation !== own && !claim.recorders.includes(own)
  return independent ? true : { reason: 'reason.not_independent' }
}
