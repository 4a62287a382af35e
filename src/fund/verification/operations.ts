// Operations of verification: an independent organisation judges claims by pseudonym and evidence alone.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { Label } from '../../kernel/packs/pack.ts'
import { Paged, paged } from '../../kernel/paging.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant, Text } from '../../kernel/words.ts'
import { Ground } from '../outcomes/operations.ts'
import {
  evidenceTypeUnknown,
  outcomeClosed,
  outcomeContradicted,
  outcomeDecided,
  outcomeUnknown,
  verifierNotIndependent,
} from '../outcomes/problems.ts'
import {
  verificationEvidenceUnopened,
  verificationNotYours,
  verificationNothingAsked,
  verificationReasonMissing,
} from './problems.ts'

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

/** What a verifier may decide; the worst for the person comes last. */
export const Choice = z.enum(['accept', 'ask', 'reject'])
export type Choice = z.infer<typeof Choice>

export const Decision = z.object({
  decision: z.enum([...Choice.options, 'void', 'take_back']),
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
  grounds: z.array(Ground),
  recorders: z.int(),
  contradicted: z.boolean(),
  packRelease: z.string(),
  evidence: z.array(
    z.object({
      attachment: Id,
      type: Coded,
      mediaType: z.string(),
      size: z.int(),
      attachedAt: Instant,
      /** This user has opened it. */
      opened: z.boolean(),
    }),
  ),
  evidenceTypes: z.array(Coded),
  decisions: z.array(Decision),
  /** Until when this user may take the decision back; null where there is none of theirs, or it is too late. */
  takeBackUntil: z.nullable(Instant),
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

const Counted = z.object({ accepted: z.int(), rejected: z.int(), returned: z.int() })

export const verificationFigures = query({
  name: 'verification.figures',
  exposure: 'person',
  summary: 'What this verifier decided in a year, by month, outcome, organisation and place.',
  input: z.strictObject({ year: z.optional(z.int().check(z.minimum(2000), z.maximum(2199))) }),
  output: z.object({
    year: z.int(),
    /** Years with a decision, the latest first. */
    years: z.array(z.int()),
    ...Counted.shape,
    /** Months as `2026-03`; those without a decision are left out. */
    byMonth: z.array(z.object({ month: z.string(), ...Counted.shape })),
    byOutcome: z.array(z.object({ outcome: Coded, ...Counted.shape })),
    byProvider: z.array(z.object({ provider: z.string(), ...Counted.shape })),
    /** Accepted ones, rounded down to multiples of five for readers who may not open the records. */
    byPlace: z.array(z.object({ place: z.string(), accepted: z.int() })),
  }),
})
export type VerificationFigures = z.infer<typeof verificationFigures.output>

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
    verificationEvidenceUnopened,
    verificationReasonMissing,
    verificationNothingAsked,
  ],
})

export const takeBackVerification = command({
  name: 'verification.take_back',
  exposure: 'person',
  summary:
    'Within fifteen minutes, whoever decided on a claim takes the decision back; the claim waits for a decision again.',
  input: z.strictObject({ id: Id, claim: Id }),
  refreshes: ['verification', 'statement'],
  output: z.object({ state: VerificationState }),
  problems: [outcomeUnknown, outcomeClosed, outcomeDecided, verificationNotYours],
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
