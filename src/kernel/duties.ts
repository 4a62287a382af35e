// Separation of duties: which grants one administrator may not give alone, and which grants one user may not
// hold together. Each permission declares its duty: `duty` in `kernel/permission.ts`.
import type { Duty } from './permission.ts'
import { isWithin, VERBS, type Grant } from './roles.ts'

const holds = (grants: readonly Grant[], ...duties: readonly Duty[]): boolean =>
  grants.some(({ verb }) => {
    const duty = VERBS.get(verb)?.duty
    return duty !== undefined && duties.includes(duty)
  })

/** Whether giving these grants needs two administrators: they administer, watch, or are marked `second`. */
export const isPowerful = (grants: readonly Grant[]): boolean =>
  holds(grants, 'administers', 'watches', 'second')

/**
 * Whether a second administrator must confirm: when `by` gives grants to themselves, and for powerful grants.
 */
export const needsSecond = (by: string, holder: string, grants: readonly Grant[]): boolean =>
  by === holder || isPowerful(grants)

/** Whether one user with these grants would both carry a case and watch over it. */
export const isBothSides = (grants: readonly Grant[]): boolean =>
  holds(grants, 'carries') && holds(grants, 'watches')

/** The grants that a changed role has and did not have before. */
export const gained = (before: readonly Grant[], after: readonly Grant[]): Grant[] =>
  after.filter((grant) => !isWithin(before, grant))

/** Whether grants allow reading any class of information but `open`. */
export const readsPeople = (grants: readonly Grant[]): boolean => grants.some((one) => one.class !== 'open')

/**
 * Whether grants administer: such grants are for people, who can be held to account, and not for programs.
 */
export const administers = (grants: readonly Grant[]): boolean => holds(grants, 'administers')
