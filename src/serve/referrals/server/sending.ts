// Checks before a person is referred: a consent for this receiver, a receiver that exists, a service that
// it offers.
import { personUnknown } from '../../../kernel/problems.ts'
import { dateIn, type PlainDate } from '../../../kernel/time.ts'
import type { CommandContext } from '../../../platform/capability.ts'
import {
  allowedGroups,
  concerns,
  missingConsent,
  present,
  SHARING,
  withoutConsent,
  type AsOf,
} from '../../../protect/consent/operations.ts'
import { organisationClosed } from '../../../protect/consent/problems.ts'
import { serviceNotOffered } from '../../deliveries/problems.ts'
import { referralReceiverUnknown, referralToOneself } from '../problems.ts'
import * as sql from '../sql.ts'
import { decisionsAbout } from '../../../protect/consent/reads.ts'

export type Wish = {
  person: string
  id: string
  to: string
  service?: string | undefined
  need?: string | undefined
  reason: string
  consent?: string | undefined
  answerBy?: PlainDate | undefined
}

/** The parts of the record that a referral cannot do without: the receiver must know the person's name. */
const NEEDED = ['identity']

/**
 * Which of the needed parts the person does not share with a receiver at these times; run as the system.
 */
async function missingFor(
  ctx: CommandContext,
  { person, to, consent }: { person: string; to: string; consent?: string },
  times: readonly AsOf[],
): Promise<ReturnType<typeof missingConsent>> {
  const use = {
    purpose: SHARING,
    organisation: to,
    organisationClass: (await sql.classOf(ctx.tx, to)) ?? '',
  }
  const decisions = await decisionsAbout(ctx.tx, [person])
  // The consent that a referral names must be one to this receiver.
  const isConsentToReceiver = (one: (typeof decisions)[number]) =>
    one.id === consent && one.said !== 'no' && one.purpose === SHARING && concerns(one, use)
  if (consent !== undefined && !decisions.some(isConsentToReceiver)) return noneAllowed(person, to)
  const allowed = times.map((moment) => allowedGroups(decisions, use, moment))
  const always = NEEDED.filter((part) => allowed.every((parts) => parts.has(part)))
  return missingConsent({ person, purpose: SHARING, recipient: to }, NEEDED, always)
}

/** The answer where no consent allows anything. */
const noneAllowed = (person: string, to: string) =>
  missingConsent({ person, purpose: SHARING, recipient: to }, NEEDED, [])

const nowOf = (ctx: CommandContext): AsOf => present(dateIn(ctx.receivedAt, ctx.actor.timeZone))

/**
 * Refuses to refer a person without their consent to this receiver, in force both when it was decided and
 * when the server receives the command.
 * @throws Problem organisation.closed, consent.missing
 */
export async function checkSending(
  ctx: CommandContext,
  { person, to, consent }: { person: string; to: string; consent: string | undefined },
): Promise<void> {
  if (await sql.isClosed(ctx.tx, to)) throw organisationClosed()
  const then = { at: ctx.occurredAt, today: ctx.today }
  // A sender must know of the consent it names; a receiver finds the one that the sender named.
  const isKnown =
    consent !== undefined &&
    (ctx.actor.organisation === to || (await sql.knowsDecision(ctx.tx, person, consent)))
  const missing =
    consent === undefined || !isKnown
      ? noneAllowed(person, to)
      : await ctx.asSystem(() => missingFor(ctx, { person, to, consent }, [then, nowOf(ctx)]))
  if (missing) throw withoutConsent(missing)
}

/** Whether an open referral is still allowed after a consent changed. */
export async function isStillAllowed(ctx: CommandContext, person: string, to: string): Promise<boolean> {
  return (await missingFor(ctx, { person, to }, [nowOf(ctx)])) === undefined
}

/** A new referral as a draft, with the introduction the receiver will read. */
export async function newReferral(ctx: CommandContext, wish: Wish): Promise<sql.ReferralRow> {
  const introduction = await sql.introductionOf(ctx.tx, wish.person, ctx.today)
  if (!introduction) throw personUnknown()
  if (wish.to === ctx.actor.organisation) throw referralToOneself()
  if (await sql.isClosed(ctx.tx, wish.to)) throw organisationClosed()
  if (!(await sql.classOf(ctx.tx, wish.to))) throw referralReceiverUnknown()
  if (wish.service) {
    const service = await sql.findService(ctx.tx, wish.service)
    if (!service?.open || service.organisation !== wish.to) throw serviceNotOffered()
  }
  return {
    person: wish.person,
    id: wish.id,
    organisation: ctx.actor.organisation,
    shared_with: [],
    sender: ctx.actor.user,
    receiver: wish.to,
    service: wish.service ?? null,
    need: wish.need ?? null,
    consent: wish.consent ?? null,
    reason: wish.reason,
    introduction: {
      calledName: introduction.called,
      ageBand: introduction.age_band,
      languages: introduction.languages,
    },
    state: 'draft',
    created_at: ctx.occurredAt,
    sent_at: null,
    answer_by: wish.answerBy ?? null,
    answered_at: null,
    decline_reason: null,
    note: null,
    redirected_to: null,
    scheduled_for: null,
    closed_at: null,
    result: null,
    feedback: null,
    version: 1,
    receiver_reads: true,
    ended_because: null,
  }
}
