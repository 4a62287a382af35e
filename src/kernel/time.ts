// Civil dates without a clock or a time zone: a birthday must be the same in Bogotá and Dhaka.
import type { PlainDate } from './plain-date.ts'

const DAY = 86_400_000

function epochDay(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY
}

function fromEpochDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

export { PlainDate } from './plain-date.ts'

export function addDays(date: PlainDate, days: number): PlainDate {
  return fromEpochDay(epochDay(date) + days)
}

/**
 * Adds whole months; a day that the month lacks becomes its last day (31 January + 1 month = 28 February).
 */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year, month, day] = parts(date)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}

function parts(date: string): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return epochDay(to) - epochDay(from)
}

/**
 * Completed years of age on a date. Someone born on 29 February turns a year older on 1 March in common
 * years.
 */
export function ageOn(born: PlainDate, on: PlainDate): number {
  const [bornYear] = parts(born)
  const [onYear] = parts(on)
  return onYear - bornYear - (on.slice(5) < born.slice(5) ? 1 : 0)
}

/** One day to count from for somebody who was that old on a day: the middle of the year in which they were born. */
export const bornAbout = (age: number, on: PlainDate): PlainDate => addMonths(on, -12 * age - 6)

// Creating a formatter costs a hundred times what formatting a date does, and every command needs its civil
// date.
const calendars = new Map<string, Intl.DateTimeFormat>()

/** The civil date of an instant in an IANA time zone. */
export function dateIn(instant: string, timeZone: string): PlainDate {
  const known = calendars.get(timeZone)
  const calendar =
    known ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  if (!known) calendars.set(timeZone, calendar)
  return calendar.format(new Date(instant))
}
