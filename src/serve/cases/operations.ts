// Operations of cases: needs, the plan that answers them, milestones, and the opening and closing of a case
// file.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { codeUnknown, consentMissing, personUnknown, userUnknown } from '../../kernel/problems.ts'

import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant, SingleLine, Text } from '../../kernel/words.ts'
import { MissingConsent } from '../../protect/consent/operations.ts'
import { personNotBornYet } from '../record/problems.ts'
import { referralUnknown } from '../referrals/problems.ts'
import {
  caseClosed,
  caseManagerNotAllowed,
  caseNeedsOpen,
  caseUnknown,
  goalDropped,
  goalOpenAlready,
  goalReachedAlready,
  goalUnknown,
  milestoneInFuture,
  needChangedMeanwhile,
  needEnded,
  needOfAnother,
  needOpenAlready,
  needUnknown,
  stepOpenAlready,
  stepOver,
  stepUnknown,
} from './problems.ts'

/** How a need ended. */
export const Ending = z.enum(['met', 'no_longer', 'mistaken'])
export type Ending = z.infer<typeof Ending>

/** Who takes a step. */
export const ByWhom = z.enum(['person', 'us', 'other'])
export type ByWhom = z.infer<typeof ByWhom>

export const StepState = z.enum(['open', 'done', 'dropped'])
export type StepState = z.infer<typeof StepState>

export const Need = z.object({
  id: Id,
  code: Code,
  domain: Code,
  urgency: Code,
  note: z.nullable(z.string()),
  identifiedOn: PlainDate,
  endedOn: z.nullable(PlainDate),
  ending: z.nullable(Ending),
  /** What happened when it was closed. */
  endingNote: z.optional(z.nullable(z.string())),
  version: z.int(),
  /** The organisation that recorded the need and alone may change it; null when it is the caller's own. */
  notedBy: z.nullable(z.string()),
})
export type Need = z.infer<typeof Need>

export const Step = z.object({
  id: Id,
  goal: Id,
  text: z.string(),
  byWhom: ByWhom,
  dueOn: z.nullable(PlainDate),
  referral: z.nullable(Id),
  state: StepState,
  endedOn: z.nullable(PlainDate),
  note: z.nullable(z.string()),
})
export type Step = z.infer<typeof Step>

export const Goal = z.object({
  id: Id,
  need: z.nullable(Id),
  text: z.string(),
  wantedBy: z.nullable(PlainDate),
  setOn: PlainDate,
  reachedOn: z.nullable(PlainDate),
  /** The day on which it was left without being reached. */
  droppedOn: z.optional(z.nullable(PlainDate)),
  /** What happened when it was closed. */
  endingNote: z.optional(z.nullable(z.string())),
  steps: z.array(Step),
})
export type Goal = z.infer<typeof Goal>

export const CaseFile = z.object({
  id: Id,
  manager: z.nullable(Id),
  managerName: z.optional(z.nullable(z.string())),
  openedAt: Instant,
  closedAt: z.nullable(Instant),
  closureReason: z.nullable(Code),
})
export type CaseFile = z.infer<typeof CaseFile>

/**
 * What one organisation works on with a person, and the needs that the keeper of the record may show to it.
 */
export const Work = z.object({
  files: z.array(CaseFile),
  needs: z.array(Need),
  goals: z.array(Goal),
  /** The consent whose absence hides the keeper's needs. */
  withheld: z.nullable(MissingConsent),
})
export type Work = z.infer<typeof Work>

export const identifyNeed = command({
  name: 'need.identify',
  summary: 'A need of a person is named, with how soon it must be answered.',
  offline: true,
  input: z.strictObject({ id: Id, person: Id, code: Code, urgency: Code, note: z.optional(Text(2000)) }),
  output: z.object({ version: z.int() }),
  facts: ['need.identified', 'case.opened'],
  problems: [personUnknown, codeUnknown],
})

export const changeUrgency = command({
  name: 'need.change_urgency',
  summary: 'A need presses more, or less, than before.',
  offline: true,
  input: z.strictObject({
    id: Id,
    person: Id,
    base: z.int().check(z.minimum(1)),
    urgency: Code,
    note: z.optional(Text(2000)),
  }),
  output: z.object({ version: z.int() }),
  facts: ['need.urgency_changed'],
  problems: [needUnknown, needEnded, needChangedMeanwhile, needOfAnother, codeUnknown],
})

export const endNeed = command({
  name: 'need.end',
  summary: 'A need is met, or no longer there, or was noted by mistake.',
  offline: true,
  input: z.strictObject({
    id: Id,
    person: Id,
    ending: Ending,
    note: z.optional(Text(2000)),
  }),
  output: z.object({ version: z.int() }),
  facts: ['need.met', 'need.ended'],
  problems: [needUnknown, needEnded, needOfAnother],
})

export const reopenNeed = command({
  name: 'need.reopen',
  summary: 'A need that was closed is there again, or was closed by mistake.',
  offline: true,
  input: z.strictObject({ id: Id, person: Id }),
  output: z.object({ version: z.int() }),
  facts: ['need.reopened', 'case.opened'],
  problems: [needUnknown, needOpenAlready, needOfAnother],
})

export const setGoal = command({
  name: 'plan.set_goal',
  summary: 'The person and the case manager agree on something to reach.',
  offline: true,
  input: z.strictObject({
    id: Id,
    person: Id,
    need: z.optional(Id),
    text: Text(500),
    wantedBy: z.optional(PlainDate),
  }),
  output: z.object({}),
  facts: ['plan.goal_set'],
  problems: [personUnknown, needUnknown],
})

export const reachGoal = command({
  name: 'plan.reach_goal',
  summary: 'Something agreed was reached.',
  offline: true,
  input: z.strictObject({ id: Id, person: Id, note: z.optional(Text(1000)) }),
  output: z.object({}),
  facts: ['plan.goal_reached'],
  problems: [goalUnknown, goalReachedAlready, goalDropped],
})

export const dropGoal = command({
  name: 'plan.drop_goal',
  summary: 'A goal is left without being reached, and why.',
  offline: true,
  input: z.strictObject({ id: Id, person: Id, because: SingleLine(300) }),
  output: z.object({}),
  facts: ['plan.goal_dropped'],
  problems: [goalUnknown, goalReachedAlready, goalDropped],
})

export const reopenGoal = command({
  name: 'plan.reopen_goal',
  summary: 'A goal that was closed is worked on again.',
  offline: true,
  input: z.strictObject({ id: Id, person: Id }),
  output: z.object({}),
  facts: ['plan.goal_reopened'],
  problems: [goalUnknown, goalOpenAlready],
})

export const addStep = command({
  name: 'plan.add_step',
  summary: 'A step towards a goal, and who takes it.',
  offline: true,
  input: z.strictObject({
    id: Id,
    person: Id,
    goal: Id,
    text: Text(500),
    byWhom: ByWhom,
    dueOn: z.optional(PlainDate),
    /** The referral that carries the step out; when it is served, the step is done. */
    referral: z.optional(Id),
  }),
  output: z.object({}),
  facts: ['plan.step_added'],
  problems: [goalUnknown, referralUnknown],
})

export const attachReferral = command({
  name: 'plan.attach_referral',
  summary: 'A step is carried out by a referral.',
  offline: true,
  input: z.strictObject({ id: Id, person: Id, referral: Id }),
  output: z.object({}),
  facts: ['plan.step_changed'],
  problems: [stepUnknown, stepOver, referralUnknown],
})

export const completeStep = command({
  name: 'plan.complete_step',
  summary: 'A step is done.',
  offline: true,
  input: z.strictObject({ id: Id, person: Id, note: z.optional(Text(1000)) }),
  output: z.object({}),
  facts: ['plan.step_done'],
  problems: [stepUnknown, stepOver],
})

export const dropStep = command({
  name: 'plan.drop_step',
  summary: 'A step will not be taken, and why.',
  offline: true,
  input: z.strictObject({ id: Id, person: Id, because: SingleLine(300) }),
  output: z.object({}),
  facts: ['plan.step_dropped'],
  problems: [stepUnknown, stepOver],
})

export const reopenStep = command({
  name: 'plan.reopen_step',
  summary: 'A step that was closed is to be taken again.',
  offline: true,
  input: z.strictObject({ id: Id, person: Id }),
  output: z.object({}),
  facts: ['plan.step_reopened'],
  problems: [stepUnknown, stepOpenAlready],
})

export const recordMilestone = command({
  name: 'milestone.record',
  summary: 'Something that changes a life happened: a permit, a job, a place in school, or the end of one.',
  offline: true,
  input: z.strictObject({ person: Id, milestone: Code, on: PlainDate }),
  output: z.object({}),
  facts: ['milestone.recorded'],
  problems: [personUnknown, codeUnknown, milestoneInFuture, personNotBornYet],
})

export const openCase = command({
  name: 'case.open',
  summary: 'An organisation begins to work with a person.',
  offline: true,
  input: z.strictObject({ id: Id, person: Id, manager: z.optional(Id) }),
  output: z.object({ opened: z.boolean() }),
  facts: ['case.opened'],
  problems: [personUnknown, userUnknown, caseManagerNotAllowed],
})

export const assignCase = command({
  name: 'case.assign',
  summary: 'Somebody takes over the work with a person.',
  input: z.strictObject({ id: Id, person: Id, manager: Id }),
  output: z.object({}),
  facts: ['case.assigned'],
  problems: [caseUnknown, caseClosed, userUnknown, caseManagerNotAllowed],
})

export const closeCase = command({
  name: 'case.close',
  summary: 'The work with a person ends, and why.',
  offline: true,
  input: z.strictObject({ id: Id, person: Id, reason: Code, note: z.optional(Text(2000)) }),
  output: z.object({}),
  facts: ['case.closed'],
  problems: [caseUnknown, caseClosed, caseNeedsOpen, codeUnknown],
})

export const getWork = query({
  name: 'case.work',
  summary: 'Needs, plan and files of one person.',
  discloses: true,
  input: z.strictObject({ person: Id }),
  output: Work,
  problems: [personUnknown, consentMissing],
})

export const listDueSteps = query({
  name: 'plan.due',
  summary: 'Steps this organisation is to take, the most overdue first.',
  discloses: true,
  input: z.strictObject({ until: z.optional(PlainDate) }),
  output: z.object({
    steps: z.array(
      z.object({
        id: Id,
        person: Id,
        calledName: z.nullable(z.string()),
        text: z.string(),
        dueOn: PlainDate,
      }),
    ),
  }),
})
