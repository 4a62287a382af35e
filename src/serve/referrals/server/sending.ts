// What must hold before a person is referred: a consent for this receiver, a receiver that exists, a service it offers.
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
  type Moment,
} from '../../../protect/consent/operations.ts'
import { organisationClosed } from '../../../protect/consent/problems.ts'
import { serviceNotOffered } from '../../deliveries/problems.ts'
import { referralReceiverUnknown, referralToOneself } from '../problems.ts'
import * as sql from '../sql.ts'

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

/** Nobody can be walked to a door without being named there. */
const NEEDED = ['identity']

/** What of the needed parts the person does not let a receiver have at a moment; asked as the system. */
async function missingFor(
  ctx: CommandContext,
  { person, to, consent }: { person: string; to: string; consent?: string },
  moments: readonly Moment[],
): Promise<ReturnType<typeof missingConsent>> {
  const use = {
    purpose: SHARING,
    organisation: to,
    organisationClass: (await sql.classOf(ctx.tx, to)) ?? '',
  }
  const decisions = await sql.decisionsAbout(ctx.tx, person)
  // The yes that a referral names must be one to this receiver.
  const rests = (one: (typeof decisions)[number]) =>
    one.id === consent && one.said !== 'no' && one.purpose === SHARING && concerns(one, use)
  if (consent !== undefined && !decisions.some(rests)) return nothing(person, to)
  const allowed = moments.map((moment) => allowedGroups(decisions, use, moment))
  const always = NEEDED.filter((part) => allowed.every((parts) => parts.has(part)))
  return missingConsent({ person, purpose: SHARING, recipient: to }, NEEDED, always)
}

/** What is missing where no consent can be rested on. */
const nothing = (person: string, to: string) =>
  missingConsent({ person, purpose: SHARING, recipient: to }, NEEDED, [])

const nowOf = (ctx: CommandContext): Moment => present(dateIn(ctx.receivedAt, ctx.actor.timeZone))

/**
 * The consent gate: nobody is referred without the person's consent to this receiver, in force when it was decided and
 * still when the server hears of it.
 */
export async function checkSending(
  ctx: CommandContext,
  { person, to, consent }: { person: string; to: string; consent: string | undefined },
): Promise<void> {
  if (await sql.isClosed(ctx.tx, to)) throw organisationClosed()
  const then = { at: ctx.occurredAt, today: ctx.today }
  // Whoever sends rests on a yes they know of; whoever receives finds what the sender rested on.
  const isKnown =
    consent !== undefined &&
    (ctx.actor.organisation === to || (await sql.knowsDecision(ctx.tx, person, consent)))
  const missing =
    consent === undefined || !isKnown
      ? nothing(person, to)
      : await ctx.asSystem(() => missingFor(ctx, { person, to, consent }, [then, nowOf(ctx)]))
  if (missing) throw withoutConsent(missing)
}

/** Whether a referral on its way may go on, now that somebody changed their mind. */
export async function mayGoOn(ctx: CommandContext, person: string, to: string): Promise<boolean> {
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
