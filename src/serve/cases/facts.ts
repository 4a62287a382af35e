// What is recorded of cases, as facts.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Code, Id } from '../../kernel/words.ts'

const aboutNeed = z.strictObject({ need: Id, code: Code, domain: Code, urgency: Code })

const aboutStep = z.strictObject({ step: Id, goal: Id })

const aboutCase = z.strictObject({ case: Id })

export const facts = [
  fact({ kind: 'need.identified', summary: 'A need was named.', data: aboutNeed }),
  fact({ kind: 'need.urgency_changed', summary: 'A need presses more or less.', data: aboutNeed }),
  fact({ kind: 'need.met', summary: 'A need was met.', data: aboutNeed }),
  fact({ kind: 'need.ended', summary: 'A need is no longer there.', data: aboutNeed }),
  fact({ kind: 'need.reopened', summary: 'A closed need is there again.', data: aboutNeed }),
  fact({ kind: 'plan.goal_set', summary: 'A goal was agreed.', data: z.strictObject({ goal: Id }) }),
  fact({ kind: 'plan.goal_reached', summary: 'A goal was reached.', data: z.strictObject({ goal: Id }) }),
  fact({
    kind: 'plan.goal_dropped',
    summary: 'A goal was left.',
    data: z.strictObject({ goal: Id }),
  }),
  fact({
    kind: 'plan.goal_reopened',
    summary: 'A closed goal is worked on again.',
    data: z.strictObject({ goal: Id }),
  }),
  fact({ kind: 'plan.step_added', summary: 'A step was agreed.', data: aboutStep }),
  fact({ kind: 'plan.step_changed', summary: 'A step is carried out by a referral.', data: aboutStep }),
  fact({ kind: 'plan.step_done', summary: 'A step was done.', data: aboutStep }),
  fact({ kind: 'plan.step_dropped', summary: 'A step will not be taken.', data: aboutStep }),
  fact({ kind: 'plan.step_reopened', summary: 'A closed step is to be taken again.', data: aboutStep }),
  fact({ kind: 'case.opened', summary: 'An organisation began to work with a person.', data: aboutCase }),
  fact({
    kind: 'case.assigned',
    summary: 'Somebody took over the work.',
    data: z.extend(aboutCase, { manager: z.optional(Id) }),
  }),
  fact({
    kind: 'case.closed',
    summary: 'The work with a person ended.',
    data: z.extend(aboutCase, { reason: z.optional(Code) }),
  }),
] as const

export const milestoneRecorded = fact({
  kind: 'milestone.recorded',
  summary: 'Something that changes a life happened.',
  data: z.strictObject({ milestone: Code, domain: Code }),
})

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<typeof facts>, DataOf<[typeof milestoneRecorded]> {}
}
