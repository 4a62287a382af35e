// Operations of referrals: the steps of a referral's life, the inbox and the sent box.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { codeUnknown, consentMissing, personUnknown } from '../../kernel/problems.ts'

import { paged } from '../../kernel/paging.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant, SingleLine, Text } from '../../kernel/words.ts'
import { Because } from '../../protect/consent/operations.ts'
import { organisationClosed } from '../../protect/consent/problems.ts'
import { serviceNotOffered } from '../deliveries/problems.ts'
import {
  providerFull,
  referralInThePast,
  referralNotOpen,
  referralOtherSide,
  referralReceiverUnknown,
  referralToOneself,
  referralUnknown,
} from './problems.ts'
import { MOVES_OF_PEOPLE, RESULTS, SIDES, STATES } from './rules.ts'

export const ReferralState = z.enum(STATES)

/** The system's own step (`expire`) is offered on no screen. */
export const ReferralMove = z.enum(MOVES_OF_PEOPLE)

/** What the receiver reads before it accepts. */
export const Introduction = z.object({
  calledName: z.nullable(z.string()),
  ageBand: z.string(),
  languages: z.array(z.string()),
})

export const Referral = z.object({
  id: Id,
  person: Id,
  /**
   * The person's name, as far as the caller may read it. Once the receiver may no longer read it, the name
   * is empty and so is `reason`.
   */
  introduction: Introduction,
  sender: z.object({ id: Id, name: z.string() }),
  receiver: z.object({ id: Id, name: z.string() }),
  service: z.nullable(z.object({ id: Id, name: z.string(), kind: z.string() })),
  need: z.nullable(Id),
  reason: z.string(),
  state: ReferralState,
  createdAt: Instant,
  sentAt: z.nullable(Instant),
  answerBy: z.nullable(PlainDate),
  answeredAt: z.nullable(Instant),
  declineReason: z.nullable(Code),
  note: z.nullable(z.string()),
  redirectedTo: z.nullable(Id),
  scheduledFor: z.nullable(Instant),
  closedAt: z.nullable(Instant),
  result: z.nullable(z.enum(RESULTS)),
  feedback: z.nullable(z.string()),
  version: z.int(),
  side: z.enum(SIDES),
  /**
   * Which end of a consent or closure of the receiver ended the referral, or the receiver's reading of it;
   * a note holds only users' words.
   */
  endedBecause: z.optional(z.nullable(z.union([Because, z.literal('organisation_closed')]))),
  /** Steps that the caller may take now. */
  moves: z.array(ReferralMove),
  /** Only on a device: its last step was taken there and waits for a network. */
  unsent: z.optional(z.literal(true)),
})
export type Referral = z.infer<typeof Referral>

const key = { person: Id, id: Id }
const Moved = z.object({ state: ReferralState, version: z.int() })
const MOVING = [referralUnknown, referralNotOpen, referralOtherSide]

const wish = {
  /** The receiving organisation; a service, when given, must be one of its own. */
  to: Id,
  service: z.optional(Id),
  need: z.optional(Id),
  reason: Text(2000),
  /** The person's consent to sharing with this organisation; not needed for a draft. */
  consent: z.optional(Id),
  answerBy: z.optional(PlainDate),
}

const SENDING = [
  organisationClosed,
  personUnknown,
  consentMissing,
  referralToOneself,
  referralReceiverUnknown,
  serviceNotOffered,
  providerFull,
]

export const draftReferral = command({
  name: 'referral.draft',
  summary: 'A referral is prepared and not sent yet.',
  offline: true,
  input: z.strictObject({ ...key, ...wish }),
  output: Moved,
  facts: ['referral.drafted'],
  problems: SENDING,
})

export const sendReferral = command({
  name: 'referral.send',
  summary: 'A person is referred to another organisation, with their consent.',
  offline: true,
  input: z.strictObject({
    ...key,
    // The whole referral, when there was no draft.
    to: z.optional(wish.to),
    service: wish.service,
    need: wish.need,
    reason: z.optional(wish.reason),
    consent: wish.consent,
    answerBy: wish.answerBy,
  }),
  output: Moved,
  facts: ['referral.sent'],
  problems: [...SENDING, ...MOVING],
})

export const acceptReferral = command({
  name: 'referral.accept',
  summary: 'A provider takes the referral and from then on sees the record.',
  offline: true,
  input: z.strictObject({ ...key, note: z.optional(Text(1000)) }),
  output: Moved,
  facts: ['referral.accepted', 'person.shared', 'case.opened'],
  problems: [...MOVING, providerFull, consentMissing, organisationClosed],
})

export const declineReferral = command({
  name: 'referral.decline',
  summary: 'A provider cannot take the referral, and says why.',
  offline: true,
  input: z.strictObject({ ...key, reason: Code, note: z.optional(Text(1000)) }),
  output: Moved,
  facts: ['referral.declined', 'person.sharing_stopped'],
  problems: [...MOVING, codeUnknown],
})

export const redirectReferral = command({
  name: 'referral.redirect',
  summary: 'The sender asks another organisation instead; a new referral takes the place of this one.',
  input: z.strictObject({
    ...key,
    newId: Id,
    to: Id,
    service: z.optional(Id),
    consent: Id,
    answerBy: z.optional(PlainDate),
  }),
  output: Moved,
  facts: ['referral.redirected', 'referral.sent'],
  problems: [...SENDING, ...MOVING],
})

export const scheduleReferral = command({
  name: 'referral.schedule',
  summary: 'The provider and the person agree on a day and an hour.',
  offline: true,
  input: z.strictObject({ ...key, at: Instant, note: z.optional(Text(1000)) }),
  output: Moved,
  facts: ['referral.scheduled'],
  problems: [...MOVING, referralInThePast],
})

export const missReferral = command({
  name: 'referral.miss',
  summary: 'The person did not come to the appointment.',
  offline: true,
  input: z.strictObject({ ...key, note: z.optional(Text(1000)) }),
  output: Moved,
  facts: ['referral.missed'],
  problems: MOVING,
})

export const serveReferral = command({
  name: 'referral.serve',
  summary: 'The person got what they were referred for; run when the service is recorded.',
  input: z.strictObject(key),
  output: Moved,
  facts: ['referral.served'],
  problems: MOVING,
})

export const closeReferral = command({
  name: 'referral.close',
  summary: 'The referral is over; the other side learns how it went.',
  offline: true,
  input: z.strictObject({ ...key, feedback: z.optional(Text(2000)) }),
  output: Moved,
  facts: ['referral.closed', 'person.sharing_stopped', 'plan.step_done'],
  problems: MOVING,
})

export const cancelReferral = command({
  name: 'referral.cancel',
  summary: 'The sender, or the person by taking their consent back, ends the referral before it is served.',
  offline: true,
  input: z.strictObject({ ...key, because: SingleLine(300) }),
  output: Moved,
  facts: ['referral.cancelled', 'person.sharing_stopped'],
  problems: MOVING,
})

export const expireReferral = command({
  name: 'referral.expire',
  summary: 'Nobody answered in time; the system returns the referral to its sender.',
  input: z.strictObject(key),
  output: Moved,
  facts: ['referral.expired'],
  problems: MOVING,
})

export const endForClosed = command({
  name: 'referral.end_for_closed',
  summary: 'The receiver stands behind the firewall now; what was on its way to it is ended.',
  input: z.strictObject(key),
  output: Moved,
  facts: ['referral.cancelled', 'person.sharing_stopped'],
  problems: MOVING,
})

export const listReferrals = query({
  name: 'referral.list',
  summary: 'Referrals received or sent by this organisation, those that press most first.',
  discloses: true,
  input: z.strictObject({
    side: z.enum(SIDES),
    states: z.optional(z.array(ReferralState)),
    person: z.optional(Id),
    /** The organisation on the other side. */
    other: z.optional(Id),
    service: z.optional(Id),
    /** Those that press most first, unless asked otherwise. */
    ...paged(['pressing', 'sent', 'answer_by', 'kind']),
  }),
  output: z.object({
    referrals: z.array(Referral),
    next: z.nullable(z.string()),
    total: z.optional(z.int()),
  }),
})

export const getReferral = query({
  name: 'referral.get',
  summary: 'One referral and what may be done with it.',
  discloses: true,
  input: z.strictObject(key),
  output: Referral,
  problems: [referralUnknown],
})

export const countReferrals = query({
  name: 'referral.count',
  exposure: 'person',
  summary:
    'How many referrals stand in each state, on either side; rounded down to fives for whoever may not open every record.',
  input: z.strictObject({}),
  output: z.object({
    received: z.record(z.string(), z.int()),
    sent: z.record(z.string(), z.int()),
  }),
})
