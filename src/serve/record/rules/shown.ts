// How old a person is and how they are named, apart from the rules of an edit: every screen that shows somebody needs it.
import { addDays, addMonths, ageOn, bornAbout, type PlainDate } from '../../../kernel/time.ts'
import type { Born } from './shapes.ts'

/** First and last day someone may have been born on. */
export function birthSpan(born: Born): { earliest: PlainDate; latest: PlainDate } {
  if ('date' in born) return { earliest: born.date, latest: born.date }
  if ('year' in born) return { earliest: `${born.year}-01-01`, latest: `${born.year}-12-31` }
  return {
    earliest: addDays(addMonths(born.on, -12 * (born.age + 1)), 1),
    latest: addMonths(born.on, -12 * born.age),
  }
}

/** One date to count ages from: the date itself, 1 July of a year, the middle of an estimated age's span. */
export function birthMiddle(born: Born): PlainDate {
  if ('date' in born) return born.date
  return 'year' in born ? `${born.year}-07-01` : bornAbout(born.age, born.on)
}

/** Completed years of age on a day, and whether that is certain. */
export function ageOf(born: Born, on: PlainDate): { years: number; certain: boolean } {
  const { earliest, latest } = birthSpan(born)
  const years = Math.max(0, ageOn(birthMiddle(born), on))
  return { years, certain: ageOn(earliest, on) === ageOn(latest, on) }
}

/**
 * The name to address them by: as they wish to be called, or else given name and first surname; undefined
 * without a name.
 */
export function spokenName(person: {
  called?: string | null | undefined
  givenNames?: string | null | undefined
  firstSurname?: string | null | undefined
}): string | undefined {
  if (person.called) return person.called
  const name = [person.givenNames, person.firstSurname].filter(Boolean).join(' ')
  return name === '' ? undefined : name
}

/** The name that stands for them where people are told apart: as they wish to be called, or else the whole of it. */
export const shownName = (person: Parameters<typeof fullName>[0]): string | undefined =>
  person.called || fullName(person)

/** The name in their papers, where `shownName` is another. */
export const otherName = (person: Parameters<typeof fullName>[0]): string | undefined => {
  const whole = fullName(person)
  return whole === shownName(person) ? undefined : whole
}

/** Everything known of the name, in the order it is written. */
export function fullName(person: {
  called?: string | null | undefined
  givenNames?: string | null | undefined
  firstSurname?: string | null | undefined
  secondSurname?: string | null | undefined
}): string | undefined {
  const name = [person.givenNames, person.firstSurname, person.secondSurname].filter(Boolean).join(' ')
  return name === '' ? (person.called ?? undefined) : name
}
