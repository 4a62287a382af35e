// What happens to a person happens after their birth: one rule for every command that takes in a day, and for the
// correction of a birth date.
import type { PlainDate } from '../../../kernel/time.ts'
import { personBornAfterEvent, personNotBornYet } from '../problems.ts'
import { birthSpan } from './shown.ts'
import type { Born } from './shapes.ts'

/** Kinds of fact whose day somebody gave; that of any other is the day on which it was recorded. */
export const DATED_KINDS = ['service.delivered', 'milestone.recorded'] as const

/**
 * @param born as the actor sees it: what they do not see is not told by a refusal
 * @throws `person.not_born_yet` for a day before every day on which the person may have been born
 */
export function requireBorn(born: Born | null, on: PlainDate): void {
  if (born === null) return
  const { earliest } = birthSpan(born)
  if (on < earliest) throw personNotBornYet({ on, born: earliest })
}

/**
 * @param first the first day on which something happened to the person
 * @throws `person.born_after_event` for a birth date that is after it
 */
export function requireBornBefore(born: Born | null | undefined, first: PlainDate | undefined): void {
  if (!born || first === undefined) return
  if (birthSpan(born).earliest > first) throw personBornAfterEvent({ on: first })
}
