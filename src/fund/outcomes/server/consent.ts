// Checks the person's consent to proving a result: before it is submitted to a verifier, and after each
// change of consent.
import type { Outcome } from '../../../kernel/packs/pack.ts'
import { dateIn } from '../../../kernel/time.ts'
import { unshareAttachments } from '../../../platform/files/attachments.ts'
import { listen, type CommandContext, type QueryContext } from '../../../platform/capability.ts'
import {
  allowedGroups,
  concerns,
  missingConsent,
  present,
  RESULTS,
  saidNo,
  withoutConsent,
  type Decision,
} from '../../../protect/consent/operations.ts'
import { turns } from '../../../protect/overrides/operations.ts'
import { type ClaimConsent } from '../operations.ts'
import { outcomeRecalled } from '../facts.ts'
import * as sql from '../sql.ts'
import { decisionsAbout } from '../../../protect/consent/reads.ts'

/** The field group that a verifier sees beside a pseudonym and dates: documents. */
const NEEDED = ['documents']
const VERIFIERS = 'verifier'

type Ctx = Pick<QueryContext, 'receivedAt' | 'actor'>

const verifying = (verifier: string) => ({
  purpose: RESULTS,
  organisation: verifier,
  organisationClass: VERIFIERS,
})

const nowOf = ({ receivedAt, actor }: Ctx) => present(dateIn(receivedAt, actor.timeZone))

function missingFor(ctx: Ctx, person: string, decisions: readonly Decision[], verifier: string) {
  const allowed = allowedGroups(decisions, verifying(verifier), nowOf(ctx))
  return missingConsent({ person, purpose: RESULTS, recipient: verifier || VERIFIERS }, NEEDED, allowed)
}

/**
 * The person's consent to proving a result to one of these verifiers (none given: to verifiers as a class).
 * Read with the system's row scope: the actor need not see decisions that other organisations recorded.
 */
export function consentTo(
  ctx: Ctx,
  person: string,
  outcome: Outcome,
  decisions: readonly Decision[],
  verifiers: readonly string[],
): ClaimConsent {
  if (outcome.ground) return 'by_law'
  const asked = verifiers.length > 0 ? verifiers : ['']
  if (asked.some((one) => !missingFor(ctx, person, decisions, one))) return 'given'
  const now = nowOf(ctx)
  const refused = asked.every((one) => NEEDED.some((part) => saidNo(decisions, verifying(one), part, now)))
  return refused ? 'refused' : 'missing'
}

/** Whether the evidence may be shown to this verifier now. */
export async function mayStillShow(ctx: CommandContext, person: string, outcome: Outcome, verifier: string) {
  if (outcome.ground) return true
  const decisions = await ctx.asSystem(() => decisionsAbout(ctx.tx, [person]))
  return !missingFor(ctx, person, decisions, verifier)
}

/**
 * @returns the consent it is based on; undefined where the pack names a law, or an override holds
 * @throws Problem `consent.missing`
 */
export async function demandConsent(
  ctx: CommandContext,
  person: string,
  outcome: Outcome,
  verifier: string,
): Promise<string | undefined> {
  if (outcome.ground) return undefined
  const decisions = await ctx.asSystem(() => decisionsAbout(ctx.tx, [person]))
  const missing = missingFor(ctx, person, decisions, verifier)
  if (missing) throw withoutConsent(missing)
  const yes = decisions.filter(
    (one) => one.said === 'yes' && one.purpose === RESULTS && concerns(one, verifying(verifier)),
  )
  return yes.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).at(-1)?.id
}

/**
 * After a refusal, a withdrawal or the last day of a consent: closes the evidence to verifiers, and recalls
 * claims that are not verified. Verified ones stay: a date, a price and a pseudonym.
 */
export function followingConsent(
  definitionOf: (ctx: Pick<QueryContext, 'tx'>, claim: sql.ClaimRow) => Promise<Outcome>,
  record: (
    ctx: CommandContext<'outcome.recalled'>,
    claim: sql.ClaimRow,
    kind: 'outcome.recalled',
  ) => Promise<void>,
) {
  return turns.map((turn) =>
    listen(turn, async (ctx, { person, data }) => {
      if (data['purpose'] !== RESULTS) return
      await ctx.asSystem(async () => {
        const decisions = await decisionsAbout(ctx.tx, [person])
        for (const claim of await sql.claimsOf(ctx.tx, person)) {
          const { verifier } = claim
          if (verifier === null || (await definitionOf(ctx, claim)).ground) continue
          if (!missingFor(ctx, person, decisions, verifier)) continue
          const attachments = await sql.closeEvidence(ctx.tx, claim, verifier)
          await ctx.run(unshareAttachments, { person, attachments, from: verifier })
          if (claim.state !== 'submitted' && claim.state !== 'returned') continue
          await sql.recall(ctx.tx, claim, verifier)
          await record(ctx, claim, outcomeRecalled.kind)
        }
      })
    }),
  )
}
