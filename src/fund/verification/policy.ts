// Who may judge a claim: a verifier of an organisation of verifiers that recorded none of its facts.
import { verb, type Actor, type Verdict } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const judge = verb(permissions['verification.judge'])

/** The provider's side reads what was decided. */
export const readDecisions = verb(permissions['verification.read'])

/** The verifier is never the recorder; the database says it again. */
export function isIndependent(
  actor: Pick<Actor, 'organisation'>,
  claim: { verifier: string | null; organisation: string; recorders: readonly string[] },
): Verdict {
  const own = actor.organisation
  const independent = claim.verifier === own && claim.organisation !== own && !claim.recorders.includes(own)
  return independent ? true : { reason: 'reason.not_independent' }
}
