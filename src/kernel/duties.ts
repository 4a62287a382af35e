// Separation of duties: which grants one administrator does not give alone, and which one user does not hold together. Each
// permission says itself what duty it is: `duty` in `kernel/permission.ts`.
import type { Duty } from './permission.ts'
import { isWithin, VERBS, type Grant } from './roles.ts'

const holds = (grants: readonly Grant[], ...duties: readonly Duty[]): boolean =>
  grants.some(({ verb }) => {
    const duty = VERBS.get(verb)?.duty
    return duty !== undefined && duties.includes(duty)
  })

/** Whether grants administer or watch, so that nobody receives them by the will of one administrator. */
export const isPowerful = (grants: readonly Grant[]): boolean =>
  holds(grants, 'administers', 'watches', 'second')

/** Whoever gains by a role never gives it alone; nor is one who gives roles, or watches, made by one administrator. */
export const needsSecond = (by: string, holder: string, grants: readonly Grant[]): boolean =>
  by === holder || isPowerful(grants)

/** Whether these grants, held by one user, would make them both of the two who look at a case. */
export const isBothSides = (grants: readonly Grant[]): boolean =>
  holds(grants, 'carries') && holds(grants, 'watches')

/** What a changed role holds more than it did. */
export const gained = (before: readonly Grant[], after: readonly Grant[]): Grant[] =>
  after.filter((grant) => !isWithin(before, grant))

/** Whether grants let one read anything but what everybody may know. */
export const readsPeople = (grants: readonly Grant[]): boolean => grants.some((one) => one.class !== 'open')

/** Whether grants administer: that is for people, who can be asked why. */
export const administers = (grants: readonly Grant[]): boolean => holds(grants, 'administers')
