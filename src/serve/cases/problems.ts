// The problems with which cases refuse a command.
import * as z from 'zod/mini'
import { conflict, forbidden, invalid, unknown } from '../../kernel/problem.ts'

export const caseClosed = conflict('case.closed', { at: z.string() })
export const caseManagerNotAllowed = conflict('case.manager_not_allowed')
export const caseNeedsOpen = conflict('case.needs_open', { needs: z.number() })
export const caseUnknown = unknown('case.unknown')
export const goalDropped = conflict('goal.dropped', { on: z.string() })
export const goalOpenAlready = conflict('goal.open_already')
export const goalReachedAlready = conflict('goal.reached_already', { on: z.string() })
export const goalUnknown = unknown('goal.unknown')
export const milestoneInFuture = invalid('milestone.in_future')
export const needChangedMeanwhile = conflict('need.changed_meanwhile', {
  version: z.number(),
  urgency: z.string(),
  note: z.nullable(z.string()),
})
export const needEnded = conflict('need.ended', { on: z.string() })
export const needOpenAlready = conflict('need.open_already')
export const needOfAnother = forbidden('need.of_another')
export const needUnknown = unknown('need.unknown')
export const stepOpenAlready = conflict('step.open_already')
export const stepOver = conflict('step.over', { state: z.string() })
export const stepUnknown = unknown('step.unknown')
