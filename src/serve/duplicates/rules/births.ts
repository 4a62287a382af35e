// Evidence in dates of birth, in bits. A date is compared strictly: two dates that share a day and a month by chance
// are two dates.
import type { Born, Reason } from '../../record/operations.ts'

/** A date of birth, prepared; months and days are 0 when only a year, or an age, is known. */
export type Birth = {
  year: number
  month: number
  day: number
  /** Years that an age may be off. */ slack: number
}

export function readBirth(born: Born | null | undefined): Birth | undefined {
  if (!born) return undefined
  if ('date' in born) {
    const [year = 0, month = 0, day = 0] = born.date.split('-').map(Number)
    return { year, month, day, slack: 0 }
  }
  if ('year' in born) return { year: born.year, month: 0, day: 0, slack: 0 }
  return { year: Number(born.on.slice(0, 4)) - born.age, month: 0, day: 0, slack: 3 }
}

/** How evidence is counted: of 22,000 days on which people of a register were born, one in some 14,000 at random. */
const BITS = {
  same_birth_date: 13.5,
  birth_day_month_swapped: 8.5,
  birth_date_close: 4.5,
  different_birth_date: -9,
} as const satisfies Partial<Record<Reason, number>>
/** Two dates of one year that share neither month nor day. */
const IN_ONE_YEAR = -6
/** Who does not know the day is often written down as born on the first of January, or of July. */
const INVENTED_DAY = -4

type Evidence = { bits: number; reason: Reason }

export function compareBirths(a: Birth | undefined, b: Birth | undefined): Evidence | undefined {
  if (!a || !b) return undefined
  if (a.month > 0 && b.month > 0) return compareDates(a, b)
  const apart = Math.abs(a.year - b.year)
  const slack = a.slack + b.slack
  // An age is off by one until the birthday.
  if (slack === 0 && apart === 0) return { bits: 5, reason: 'same_birth_year' }
  if (apart <= Math.max(slack, 1))
    return { bits: slack > 0 ? 2.8 - 0.4 * apart : 0, reason: 'same_birth_year' }
  return apart > slack + 3
    ? { bits: -5.5, reason: 'different_birth_date' }
    : { bits: -2.5, reason: 'different_birth_date' }
}

function compareDates(a: Birth, b: Birth): Evidence {
  const isInvented = a.day === 1 && b.day === 1 && a.month === b.month && (a.month === 1 || a.month === 7)
  const bits = (reason: keyof typeof BITS) => BITS[reason] + (isInvented ? INVENTED_DAY : 0)
  const [year, month, day] = [a.year === b.year, a.month === b.month, a.day === b.day]
  if (year && month && day) return { bits: bits('same_birth_date'), reason: 'same_birth_date' }
  if (year && a.month === b.day && a.day === b.month)
    return { bits: bits('birth_day_month_swapped'), reason: 'birth_day_month_swapped' }
  // One part differs, by what a hand does: a year beside it or with one other digit, another day or month.
  const isNearYear = !year && month && day && (Math.abs(a.year - b.year) === 1 || oneDigit(a.year, b.year))
  const isNearDay = year && month && !day
  const isNearMonth = year && day && !month
  if (isNearYear || isNearDay || isNearMonth)
    return { bits: bits('birth_date_close'), reason: 'birth_date_close' }
  if (year) return { bits: IN_ONE_YEAR, reason: 'different_birth_date' }
  return { bits: BITS.different_birth_date, reason: 'different_birth_date' }
}

function oneDigit(a: number, b: number): boolean {
  const [x, y] = [String(a), String(b)]
  if (x.length !== y.length) return false
  let off = 0
  for (let at = 0; at < x.length; at++) if (x[at] !== y[at]) off++
  return off === 1 || (x.slice(0, 2) === y.slice(0, 2) && x[2] === y[3] && x[3] === y[2])
}
