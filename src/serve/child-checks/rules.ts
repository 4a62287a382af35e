// Decides whether the head of a household has to be checked on.
import { addMonths, type PlainDate } from '../../kernel/time.ts'

/** As the convention on the rights of the child (1989, article 1) says it. */
const OF_AGE = 18

/**
 * Whether somebody may be a child on a day. Where no birth is on record nothing is assumed.
 * @param latest the last day on which they may have been born
 */
export const mayBeChild = (latest: PlainDate | null, on: PlainDate): boolean =>
  latest !== null && addMonths(latest, 12 * OF_AGE) > on
