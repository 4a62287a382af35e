// Evidence in dates of birth, in bits. A date is compared strictly: two dates that share a day and a month by chance
// are two dates.
import type { Born, Reason } from '../../record/operations.ts'

/**
 * A date of birth in one number, so that millions fit into a typed array: the year × 2048 + years that an age may be
 * off × 512 + month × 32 + day; month and day are 0 when only a year, or an age, is known, and all is 0 when nothing is.
 */
export type Birth = number
export const UNKNOWN_BIRTH: Birth = 0

/** An age that somebody says, or that a clerk estimates, is off by so many years at most. */
const OF_AGE = 3

export const packBirth = (year: number, month: number, day: number, slack = 0): Birth =>
  year * 2048 + slack * 512 + month * 32 + day
const yearOf = (birth: Birth) => birth >> 11
export const monthOf = (birth: Birth): number => (birth >> 5) & 15
export const dayOf = (birth: Birth): number => birth & 31
const slackOf = (birth: Birth) => (birth >> 9) & 3

export function readBirth(born: Born | null | undefined): Birth {
  if (!born) return UNKNOWN_BIRTH
  if ('date' in born) {
    const [year = 0, month = 0, day = 0] = born.date.split('-').map(Number)
    return packBirth(year, month, day)
  }
  if ('year' in born) return packBirth(born.year, 0, 0, 0)
  return packBirth(Number(born.on.slice(0, 4)) - born.age, 0, 0, OF_AGE)
}

/** Year and the smaller and larger of day and month, the same for 03/04 and 04/03; 0 without a whole date. */
export function foldedBirth(birth: Birth): number {
  const [month, day] = [monthOf(birth), dayOf(birth)]
  return month === 0 ? 0 : packBirth(yearOf(birth), Math.min(month, day), 0, 0) + Math.max(month, day)
}
/** Day and month of a folded date, the same in every year. */
export const foldedDay = (folded: number): number => folded & 511
/** The year as far as it is certain, never derived from an age; 0 when it is not. */
export const certainYear = (birth: Birth): number => (slackOf(birth) === 0 ? yearOf(birth) : 0)

/** Years and days by which records are ordered, so that whoever was born on one day stands together. */
export const BIRTH_ORDERS = 222 * 512
const [FIRST_YEAR, LAST_YEAR] = [1880, 2100]
/** Year by year and day by day, 03/04 and 04/03 together; 0 where the year is not certain. */
export function birthOrder(birth: Birth): number {
  const year = certainYear(birth)
  if (year === 0) return 0
  return (
    (Math.min(Math.max(year, FIRST_YEAR), LAST_YEAR) - FIRST_YEAR + 1) * 512 + foldedDay(foldedBirth(birth))
  )
}
/** The years of an order. */
export const yearOfOrder = (order: number): number => order >>> 9

/** How evidence is counted: of 22,000 days on which people of a register were born, one in some 14,000 at random. */
export const BITS = {
  same_birth_date: 13.5,
  birth_day_month_swapped: 8.5,
  birth_date_close: 4.5,
  different_birth_date: -9,
} as const satisfies Partial<Record<Reason, number>>
/** Who does not know the day is often written down as born on the first of January, or of July. */
const INVENTED_DAY = -4

type Evidence = { bits: number; reason: Reason }
const evidence = (reason: keyof typeof BITS, more = 0): Evidence => ({ bits: BITS[reason] + more, reason })

const SAME = evidence('same_birth_date')
const SAME_INVENTED = evidence('same_birth_date', INVENTED_DAY)
const SWAPPED = evidence('birth_day_month_swapped')
const CLOSE = evidence('birth_date_close')
/** Two of one name and one year of birth often share the month by chance, or the day, and are two. */
const OTHER_DAY = evidence('birth_date_close', -1.5)
const OTHER_MONTH = evidence('birth_date_close', -2.5)
const CLOSE_INVENTED = evidence('birth_date_close', INVENTED_DAY)
const IN_ONE_YEAR: Evidence = { bits: -6, reason: 'different_birth_date' }
const DIFFERENT = evidence('different_birth_date')
const SAME_YEAR: Evidence = { bits: 5, reason: 'same_birth_year' }
/** By how many years apart, where one is an age. */
const NEAR_AGE: readonly Evidence[] = Array.from({ length: 2 * OF_AGE + 1 }, (_, apart) => ({
  bits: 2.8 - 0.4 * apart,
  reason: 'same_birth_year',
}))
const NEXT_YEAR: Evidence = { bits: 0, reason: 'same_birth_year' }
const FAR_AGE: Evidence = { bits: -5.5, reason: 'different_birth_date' }
const RATHER_FAR: Evidence = { bits: -2.5, reason: 'different_birth_date' }

export function compareBirths(a: Birth, b: Birth): Evidence | undefined {
  if (a === UNKNOWN_BIRTH || b === UNKNOWN_BIRTH) return undefined
  if (monthOf(a) > 0 && monthOf(b) > 0) return compareDates(a, b)
  const apart = Math.abs(yearOf(a) - yearOf(b))
  const slack = slackOf(a) + slackOf(b)
  if (slack === 0) {
    if (apart === 0) return SAME_YEAR
    if (apart === 1) return NEXT_YEAR
  } else if (apart <= slack) return NEAR_AGE[apart]
  return apart > slack + 3 ? FAR_AGE : RATHER_FAR
}

function compareDates(a: Birth, b: Birth): Evidence {
  const [aMonth, bMonth, aDay, bDay] = [monthOf(a), monthOf(b), dayOf(a), dayOf(b)]
  const isInvented = aDay === 1 && bDay === 1 && aMonth === bMonth && (aMonth === 1 || aMonth === 7)
  if (a === b) return isInvented ? SAME_INVENTED : SAME
  const [aYear, bYear] = [yearOf(a), yearOf(b)]
  // One part differs, by what a hand does: a year beside it or with one other digit, another day or month.
  if (aYear !== bYear) {
    const isNear =
      aMonth === bMonth && aDay === bDay && (Math.abs(aYear - bYear) === 1 || oneDigit(aYear, bYear))
    if (!isNear) return DIFFERENT
    return isInvented ? CLOSE_INVENTED : CLOSE
  }
  if (aMonth === bDay && aDay === bMonth) return SWAPPED
  return aMonth === bMonth ? OTHER_DAY : aDay === bDay ? OTHER_MONTH : IN_ONE_YEAR
}

/** One digit of four is another, or the last two are exchanged. */
function oneDigit(a: number, b: number): boolean {
  const [x, y] = [a % 100, b % 100]
  const [tens, units, otherTens, otherUnits] = [Math.floor(x / 10), x % 10, Math.floor(y / 10), y % 10]
  if (a - x !== b - y) return x === y && oneOfTwo((a - x) / 100, (b - y) / 100)
  return oneOfTwo(x, y) || (tens === otherUnits && units === otherTens)
}
const oneOfTwo = (x: number, y: number) => (x % 10 === y % 10) !== (Math.floor(x / 10) === Math.floor(y / 10))
