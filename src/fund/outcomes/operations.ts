// Operations of outcomes: claims that follow from a person's facts, their clocks, and the evidence they still
// need.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'

import { Paged, paged } from '../../kernel/paging.ts'
import { Label } from '../../kernel/packs/pack.ts'
import { attachmentUnknown, consentMissing } from '../../kernel/problems.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant } from '../../kernel/words.ts'
import {
  evidenceAlreadyAttached,
  evidenceIsAVoice,
  evidenceTypeUnknown,
  outcomeClosed,
  outcomeContradicted,
  outcomeDecided,
  outcomeNotReady,
  outcomeUnknown,
  verifierChoose,
  verifierNone,
  verifierNotIndependent,
} from './problems.ts'

import { GROUND_KINDS } from './rules.ts'

export { detect, fieldsOfKinds, standing } from './rules.ts'

/**
 * `running`, `broken`, `failed`: states of the clock. `evidence_missing`, `ready`: achieved. `returned`: the
 * verifier asks for more. `voided`: verified, and withdrawn since.
 */
export const ClaimState = z.enum([
  'running',
  'broken',
  'failed',
  'evidence_missing',
  'ready',
  'submitted',
  'returned',
  'verified',
  'rejected',
  'voided',
])
export type ClaimState = z.infer<typeof ClaimState>

/** The states that a verifier's decision leads to. */
export const DECIDED_STATES = ['verified', 'rejected', 'returned'] as const satisfies readonly ClaimState[]

/**
 * The person's consent to proving and paying a result: `missing`, not asked or expired; `refused`, refused or
 * withdrawn; `by_law`, the pack names a law by which none is needed.
 */
export const ClaimConsent = z.enum(['given', 'missing', 'refused', 'by_law'])
export type ClaimConsent = z.infer<typeof ClaimConsent>

/** Day `day` of `of`; an event has no clock. */
const Clock = z.object({ day: z.int(), of: z.int() })

export const ClaimSummary = z.object({
  id: Id,
  person: Id,
  personName: z.string(),
  outcome: z.object({ code: z.string(), label: Label }),
  state: ClaimState,
  startedOn: PlainDate,
  dueOn: PlainDate,
  clock: z.nullable(Clock),
  /** Evidence types that are required and not attached. */
  missing: z.array(z.object({ code: z.string(), label: Label })),
  /** Null after a decision, and when the outcome can no longer be achieved. */
  consent: z.nullable(ClaimConsent),
  /** Facts recorded since it was submitted no longer support it. */
  contradicted: z.boolean(),
})
export type ClaimSummary = z.infer<typeof ClaimSummary>

export const Evidence = z.object({
  id: Id,
  attachment: Id,
  type: z.object({ code: z.string(), label: Label }),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  attachedAt: Instant,
})
export type Evidence = z.infer<typeof Evidence>

export const Ground = z.object({ kind: z.string(), on: PlainDate, as: z.enum(GROUND_KINDS) })

export const ClaimDetail = z.object({
  ...ClaimSummary.shape,
  about: z.nullable(Label),
  /** The law by which no consent is needed. */
  ground: z.nullable(Label),
  packRelease: z.string(),
  pseudonym: z.string(),
  brokenOn: z.nullable(PlainDate),
  grounds: z.array(Ground),
  evidence: z.array(Evidence),
  /** Every evidence type of the outcome's definition, to choose from when attaching. */
  evidenceTypes: z.array(z.object({ code: z.string(), label: Label, required: z.boolean() })),
  submittedAt: z.nullable(Instant),
  decidedAt: z.nullable(Instant),
  /** Verifiers that recorded none of the facts it rests on. */
  verifiers: z.array(z.object({ id: Id, name: z.string() })),
  verifier: z.nullable(z.object({ id: Id, name: z.string() })),
})
export type ClaimDetail = z.infer<typeof ClaimDetail>

export const listOutcomes = query({
  name: 'outcome.list',
  summary: 'Claims of the organisation with their clocks and missing evidence, soonest due first.',
  discloses: true,
  input: z.strictObject({
    states: z.optional(z.array(ClaimState).check(z.maxLength(10))),
    outcome: z.optional(Code),
    ...paged(['due', 'started', 'name']),
    /** An id where only `states` is given, as `next` is one then. Of any length, as it always was. */
    after: z.optional(z.string()),
  }),
  output: z.object({
    claims: z.array(ClaimSummary),
    /** The number of claims in each state, without the filter. */
    counts: z.array(z.object({ state: ClaimState, count: z.int() })),
    ...Paged,
  }),
})

export const getOutcome = query({
  name: 'outcome.get',
  summary: 'One claim: what it rests on, its clock, its evidence and where it stands.',
  discloses: true,
  input: z.strictObject({ id: Id }),
  output: ClaimDetail,
  problems: [outcomeUnknown],
})

export const outcomesOfPerson = query({
  name: 'outcome.of_person',
  summary: 'The claims of one person.',
  discloses: true,
  input: z.strictObject({ person: Id }),
  output: z.object({ claims: z.array(ClaimSummary) }),
})

export const attachEvidence = command({
  name: 'outcome.attach_evidence',
  exposure: 'person',
  summary: 'A file is attached to a claim as evidence.',
  input: z.strictObject({ id: Id, claim: Id, attachment: Id, type: Code }),
  output: z.object({ state: ClaimState }),
  problems: [
    outcomeUnknown,
    outcomeClosed,
    evidenceTypeUnknown,
    evidenceIsAVoice,
    evidenceAlreadyAttached,
    attachmentUnknown,
  ],
})

export const submitOutcome = command({
  name: 'outcome.submit',
  summary: 'A claim with its evidence is sent to an independent verifier.',
  input: z.strictObject({
    id: Id,
    /** May be left out when only one verifier is possible. */
    verifier: z.optional(Id),
  }),
  refreshes: ['verification'],
  output: z.object({ state: ClaimState, verifier: Id }),
  facts: ['outcome.submitted'],
  problems: [
    outcomeUnknown,
    outcomeNotReady,
    outcomeContradicted,
    consentMissing,
    verifierNone,
    verifierChoose,
    verifierNotIndependent,
  ],
})

/** Run by the system when facts of a person were recorded, and every day for clocks that end. */
export const evaluateOutcomes = command({
  name: 'outcome.evaluate',
  summary: 'The facts of a person are folded into claims again.',
  input: z.strictObject({ person: Id }),
  output: z.object({ claims: z.int() }),
  facts: ['outcome.achieved'],
})

/** Run by verification: sets the claim to what the verifier decided. */
export const concludeOutcome = command({
  name: 'outcome.conclude',
  exposure: 'person',
  summary: 'A claim takes over the decision of its verifier.',
  input: z.strictObject({ id: Id, state: z.enum(['verified', 'rejected', 'returned', 'voided']) }),
  output: z.object({ person: Id, organisation: Id, recorders: z.array(Id) }),
  problems: [outcomeUnknown, outcomeClosed, outcomeContradicted],
})

/**
 * Minutes in which the user who decided may take the decision back. No statement takes in a result before they
 * are over, so nothing was paid for what is taken back.
 */
export const TAKE_BACK_MINUTES = 15

/** The instant of the last decision that can no longer be taken back. */
export const standsSince = (now: string) =>
  new Date(Date.parse(now) - TAKE_BACK_MINUTES * 60_000).toISOString()

/** The instant from which a decision can no longer be taken back. */
export const standsFrom = (decidedAt: string) =>
  new Date(Date.parse(decidedAt) + TAKE_BACK_MINUTES * 60_000).toISOString()

/** Run by verification: a decision that was taken back never counted. */
export const reopenOutcome = command({
  name: 'outcome.reopen',
  exposure: 'person',
  summary: 'A claim whose decision was taken back waits for its verifier again.',
  input: z.strictObject({ id: Id }),
  output: z.object({
    person: Id,
    organisation: Id,
    recorders: z.array(Id),
    /** The state that the decision had led to. */
    was: ClaimState,
  }),
  problems: [outcomeUnknown, outcomeClosed, outcomeDecided],
})

/**
 * Run by the system afterwards: records the decision on the person's timeline, in a separate transaction so
 * that the verifier never learns whose it is.
 */
export const tellOutcome = command({
  name: 'outcome.tell',
  summary: 'What became of a claim is recorded as a fact about the person.',
  input: z.strictObject({
    id: Id,
    state: z.enum(['verified', 'rejected', 'returned', 'voided', 'reopened', 'paid', 'settled']),
  }),
  output: z.object({}),
  facts: [
    'outcome.verified',
    'outcome.rejected',
    'outcome.returned',
    'outcome.voided',
    'outcome.reopened',
    'outcome.paid',
    'outcome.settled',
  ],
  problems: [outcomeUnknown],
})
