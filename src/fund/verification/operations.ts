// Operations of verification: an independent organisation judges claims by pseudonym and evidence alone.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { Label } from '../../kernel/pack.ts'
import { Paged, paged } from '../../kernel/paging.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant, Text } from '../../kernel/words.ts'
import {
  evidenceTypeUnknown,
  outcomeClosed,
  outcomeContradicted,
  outcomeUnknown,
  verifierNotIndependent,
} from '../outcomes/problems.ts'
import { verificationNothingAsked, verificationReasonMissing } from './problems.ts'

/** Why a claim is not accepted, or a verified one is withdrawn. */
export const RejectionReason = z.enum([
  'evidence_unreadable',
  'evidence_does_not_match',
  'date_wrong',
  'not_achieved',
  'counted_twice',
  'outside_terms',
])
export type RejectionReason = z.infer<typeof RejectionReason>

export const VerificationState = z.enum(['submitted', 'returned', 'verified', 'rejected', 'voided'])
export type VerificationState = z.infer<typeof VerificationState>

const Coded = z.object({ code: z.string(), label: Label })

export const VerificationSummary = z.object({
  claim: Id,
  pseudonym: z.string(),
  outcome: Coded,
  provider: z.string(),
  achievedOn: PlainDate,
  submittedAt: Instant,
  state: VerificationState,
  files: z.int(),
})
export type VerificationSummary = z.infer<typeof VerificationSummary>

/** What a verifier may decide. */
export const Choice = z.enum(['accept', 'reject', 'ask'])
export type Choice = z.infer<typeof Choice>

export const Decision = z.object({
  decision: z.enum([...Choice.options, 'void']),
  reason: z.nullable(RejectionReason),
  wanted: z.array(Coded),
  note: z.nullable(z.string()),
  verifier: z.string(),
  decidedAt: Instant,
})
export type Decision = z.infer<typeof Decision>

export const VerificationDetail = z.object({
  ...VerificationSummary.shape,
  about: z.nullable(Label),
  startedOn: PlainDate,
  /** Whole days from the start to the day it was achieved; 0 for an event. */
  spanDays: z.int(),
  /** The facts it is based on: their kinds and dates, and how many organisations recorded them. */
  grounds: z.array(z.object({ kind: z.string(), on: PlainDate, as: z.enum(['start', 'break']) })),
  recorders: z.int(),
  contradicted: z.boolean(),
  packRelease: z.string(),
  evidence: z.array(
    z.object({ attachment: Id, type: Coded, mediaType: z.string(), size: z.int(), attachedAt: Instant }),
  ),
  evidenceTypes: z.array(Coded),
  decisions: z.array(Decision),
})
export type VerificationDetail = z.infer<typeof VerificationDetail>

export const verificationInbox = query({
  name: 'verification.inbox',
  exposure: 'person',
  summary: 'Claims that wait for this verifier, longest waiting first, or those it decided.',
  input: z.strictObject({
    state: z.optional(VerificationState),
    provider: z.optional(Id),
    ...paged(['waiting', 'achieved', 'provider']),
  }),
  output: z.object({ claims: z.array(VerificationSummary), waiting: z.int(), ...Paged }),
})

export const getVerification = query({
  name: 'verification.get',
  exposure: 'person',
  summary: 'One claim as its verifier may see it: pseudonym, days, evidence, earlier decisions.',
  input: z.strictObject({ claim: Id }),
  output: VerificationDetail,
  problems: [outcomeUnknown],
})

/** The verifier's decisions, as the provider may read them. */
export const decisionsOn = query({
  name: 'verification.decisions',
  exposure: 'person',
  summary: 'What verifiers decided on a claim of the organisation, and why.',
  input: z.strictObject({ claim: Id }),
  output: z.object({ decisions: z.array(Decision) }),
})

export const decideVerification = command({
  name: 'verification.decide',
  exposure: 'person',
  summary: 'A verifier accepts a claim, rejects it with a reason, or asks for more evidence.',
  input: z.strictObject({
    id: Id,
    claim: Id,
    decision: Choice,
    /** Required for a rejection; not allowed otherwise. */
    reason: z.optional(RejectionReason),
    /** Evidence types requested; required for `ask`, not allowed otherwise. */
    wanted: z.optional(z.array(Code).check(z.maxLength(20))),
    note: z.optional(Text(2000)),
  }),
  refreshes: ['verification', 'statement'],
  output: z.object({ state: VerificationState }),
  problems: [
    outcomeUnknown,
    outcomeClosed,
    outcomeContradicted,
    verifierNotIndependent,
    evidenceTypeUnknown,
    verificationReasonMissing,
    verificationNothingAsked,
  ],
})

export const voidVerification = command({
  name: 'verification.void',
  exposure: 'person',
  summary:
    'A verifier withdraws an acceptance that turned out wrong; what was paid is taken back by the next statement.',
  input: z.strictObject({ id: Id, claim: Id, reason: RejectionReason, note: z.optional(Text(2000)) }),
  refreshes: ['verification', 'statement'],
  output: z.object({ state: VerificationState }),
  problems: [evidenceTypeUnknown, outcomeUnknown, outcomeClosed, verifierNotIndependent],
})
