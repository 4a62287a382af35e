// What must hold before a person is referred: a consent for this receiver, a receiver that exists, a service it offers.
import { conflict, invalid, unknown } from '../../../kernel/problem.ts'
import { dateIn, type PlainDate } from '../../../kernel/time.ts'
import type { CommandContext } from '../../../platform/capability.ts'
import { allows } from '../../../protect/consent/contract.ts'
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

/**
 * The consent gate: nobody is referred without the person's consent to this receiver, in force when it was decided and
 * still when the server hears of it.
 */
export async function checkSending(
  ctx: CommandContext,
  { person, to, consent }: { person: string; to: string; consent: string | undefined },
): Promise<void> {
  const found = consent === undefined ? undefined : await sql.consentFor(ctx.tx, person, consent)
  const terms = found && {
    purpose: found.purpose,
    recipient: found.recipient,
    expiresOn: found.expires_on,
    withdrawnAt: found.withdrawn_at,
  }
  const use = { purpose: 'referral', recipient: to }
  const now = dateIn(ctx.receivedAt, ctx.actor.timeZone)
  if (!terms || !allows(terms, use, ctx.today) || !allows(terms, use, now)) {
    throw conflict('consent.missing', { purpose: 'referral', recipient: to })
  }
}

/** A new referral as a draft, with the introduction the receiver will read. */
export async function newReferral(ctx: CommandContext, wish: Wish): Promise<sql.ReferralRow> {
  const introduction = await sql.introductionOf(ctx.tx, wish.person, ctx.today)
  if (!introduction) throw unknown('person.unknown')
  if (wish.to === ctx.actor.organisation) throw invalid('referral.to_oneself')
  if (!(await sql.isOrganisation(ctx.tx, wish.to))) throw invalid('referral.receiver_unknown')
  if (wish.service) {
    const service = await sql.findService(ctx.tx, wish.service)
    if (!service?.open || service.organisation !== wish.to) throw conflict('service.not_offered')
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
  }
}
