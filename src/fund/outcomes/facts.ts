// Declares the facts that are recorded about outcomes.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Code, Id } from '../../kernel/words.ts'

const data = z.strictObject({ claim: Id, outcome: Code })

export const outcomeAchieved = fact({ kind: 'outcome.achieved', summary: 'An outcome was achieved.', data })

export const outcomeSubmitted = fact({
  kind: 'outcome.submitted',
  summary: 'An outcome was sent to be verified.',
  data,
})

export const outcomeRecalled = fact({
  kind: 'outcome.recalled',
  summary: 'An outcome came back from its verifier: the person no longer lets it be proven.',
  data,
})

export const outcomeVerified = fact({ kind: 'outcome.verified', summary: 'An outcome was verified.', data })

export const outcomeRejected = fact({
  kind: 'outcome.rejected',
  summary: 'An outcome was not accepted.',
  data,
})

export const outcomeReturned = fact({
  kind: 'outcome.returned',
  summary: 'More evidence was asked for.',
  data,
})

export const outcomeVoided = fact({
  kind: 'outcome.voided',
  summary: 'A verified outcome was found wrong.',
  data,
})

export const outcomeReopened = fact({
  kind: 'outcome.reopened',
  summary: 'A decision was taken back: the outcome waits for its verifier again.',
  data,
})

export const outcomePaid = fact({
  kind: 'outcome.paid',
  summary: 'A verified outcome was stated for payment.',
  data,
})

export const outcomeSettled = fact({
  kind: 'outcome.settled',
  summary: 'The statement that a verified outcome was stated in was paid.',
  data,
})

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<
    [
      typeof outcomeAchieved,
      typeof outcomeSubmitted,
      typeof outcomeRecalled,
      typeof outcomeVerified,
      typeof outcomeRejected,
      typeof outcomeReturned,
      typeof outcomeVoided,
      typeof outcomeReopened,
      typeof outcomePaid,
      typeof outcomeSettled,
    ]
  > {}
}
