// The fields of a form about a person, and the details it sends.
import type { PartialDate } from '../../../kit/DateField.tsx'
import type { Born, Changes, Person } from '../operations.ts'
import { changedFields } from '../rules/record.ts'
import type { Details, Field } from '../rules/shapes.ts'

export type Written = {
  givenNames: string
  firstSurname: string
  secondSurname: string
  called: string
  born: PartialDate
  sex: string
  gender: string
  nationalities: readonly string[]
  populationGroup: string
  migrationStatus: string
  /** Why the status is asked; empty means that it is not asked. */
  statusPurpose: string
  languages: readonly string[]
  disability: string
  place: string
}

export const NOTHING_WRITTEN: Written = {
  givenNames: '',
  firstSurname: '',
  secondSurname: '',
  called: '',
  born: { known: 'exact', date: '' },
  sex: '',
  gender: '',
  nationalities: [],
  populationGroup: '',
  migrationStatus: '',
  statusPurpose: '',
  languages: [],
  disability: '',
  place: '',
}

function bornOf(written: PartialDate, today: string): Born | null {
  switch (written.known) {
    case 'exact':
      return written.date === '' ? null : { date: written.date }
    case 'year':
      return written.year === '' ? null : { year: written.year }
    case 'age':
      return written.age === '' ? null : { age: written.age, on: today }
    case 'nothing':
      return null
  }
}

function written(born: Born | null): PartialDate {
  if (!born) return { known: 'nothing' }
  if ('date' in born) return { known: 'exact', date: born.date }
  return 'year' in born ? { known: 'year', year: born.year } : { known: 'age', age: born.age }
}

/** The details in a form; an age that was not changed keeps the date it was given on. */
export function detailsOf(form: Written, today: string, before?: Details): Details {
  const text = (value: string) => (value.trim() === '' ? null : value.trim())
  const born = bornOf(form.born, today)
  const sameAge =
    born && before?.born && 'age' in born && 'age' in before.born && born.age === before.born.age
  return {
    givenNames: text(form.givenNames),
    firstSurname: text(form.firstSurname),
    secondSurname: text(form.secondSurname),
    called: text(form.called),
    born: sameAge ? (before?.born ?? born) : born,
    sex: text(form.sex),
    gender: text(form.gender),
    nationalities: [...form.nationalities],
    populationGroup: text(form.populationGroup),
    migrationStatus: text(form.migrationStatus),
    languages: [...form.languages],
    disability: text(form.disability),
    place: text(form.place),
  }
}

export function formOf(details: Details): Written {
  return {
    givenNames: details.givenNames ?? '',
    firstSurname: details.firstSurname ?? '',
    secondSurname: details.secondSurname ?? '',
    called: details.called ?? '',
    born: written(details.born),
    sex: details.sex ?? '',
    gender: details.gender ?? '',
    nationalities: details.nationalities,
    populationGroup: details.populationGroup ?? '',
    migrationStatus: details.migrationStatus ?? '',
    statusPurpose: '',
    languages: details.languages,
    disability: details.disability ?? '',
    place: details.place ?? '',
  }
}

/** Leaves out empty details, so that a command carries only what was given. */
export function offered(details: Details): Partial<{ [Name in Field]: NonNullable<Details[Name]> }> {
  return Object.fromEntries(
    Object.entries(details).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  )
}

/** What an edit changes of a record, field by field. */
export function changesOf(before: Person, after: Details): Changes {
  const fields = changedFields(before, after as Changes)
  return Object.fromEntries(fields.map((field) => [field, after[field]])) as Changes
}

/** Fills the name fields of a new record from the search box; the last word is guessed to be the surname. */
export function guessNames(text: string): Pick<Written, 'givenNames' | 'firstSurname'> {
  const words = text.trim().split(/\s+/u).filter(Boolean)
  if (/\d/u.test(text) || words.length === 0) return { givenNames: '', firstSurname: '' }
  const cased = words.map((word) => word.charAt(0).toLocaleUpperCase() + word.slice(1))
  return cased.length === 1
    ? { givenNames: cased[0] ?? '', firstSurname: '' }
    : { givenNames: cased.slice(0, -1).join(' '), firstSurname: cased.at(-1) ?? '' }
}
