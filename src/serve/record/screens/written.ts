// What a form about a person holds, and the details it sends.
import type { InputOf } from '../../../kernel/command.ts'
import { digitsIn } from '../../../kernel/digits.ts'
import { undirected } from '../../../kernel/text.ts'
import type { Given } from '../../../kit/form/names.ts'
import type { Changes, Person, registerPerson } from '../operations.ts'
import { changedFields } from '../rules/record.ts'
import { FIELDS, type Details, type Field } from '../rules/shapes.ts'

/** The details of a record as they stand in a form: what is not recorded is missing. */
export const writtenOf = (details: Details) =>
  Object.fromEntries(
    FIELDS.map((field) => [field, details[field]]).filter(([, value]) => value !== null),
  ) as { readonly [Name in Field]?: NonNullable<Details[Name]> }

/** The details that a form gives; what was emptied is null. An age that was typed anew is one of the day it was typed. */
export function detailsOf(given: Given<Changes>, before: Details): Details {
  const details = Object.fromEntries(
    FIELDS.map((field) => {
      const value = given[field]
      if (typeof value === 'string') return [field, value.trim()]
      return [field, value ?? (Array.isArray(before[field]) ? [] : null)]
    }),
  ) as Details
  const { born } = details
  const was = before.born
  const isUntouched =
    born && was && 'age' in born && 'age' in was && born.age === was.age && born.on === was.on
  // As it stands, whatever the order of its parts.
  return isUntouched ? { ...details, born: was } : details
}

/** What an edit changes of a record, field by field. */
export function changesOf(before: Person, after: Details): Changes {
  const fields = changedFields(before, after as Changes)
  return Object.fromEntries(fields.map((field) => [field, after[field]])) as Changes
}

/** What a change of the record makes of what was registered to have what is wanted. */
export function correctionOf(
  saved: InputOf<typeof registerPerson>,
  wanted: InputOf<typeof registerPerson>,
): { changes: Changes; statusPurpose?: string } {
  const differ = FIELDS.filter((field) => JSON.stringify(saved[field]) !== JSON.stringify(wanted[field]))
  const changes = Object.fromEntries(
    differ.map((field) => [field, wanted[field] ?? (Array.isArray(saved[field]) ? [] : null)]),
  ) as Changes
  const { statusPurpose } = wanted
  const isAsked = changes.migrationStatus !== undefined && statusPurpose !== undefined
  return { changes, ...(isAsked && { statusPurpose }) }
}

/** Fills the name fields of a new record from the search box; the last word is guessed to be the surname. */
export function guessNames(text: string): { givenNames: string; firstSurname: string } {
  const words = undirected(text).split(/\s+/u).filter(Boolean)
  if (/\p{Nd}/u.test(text) || words.length === 0) return { givenNames: '', firstSurname: '' }
  const cased = words.map((word) => word.charAt(0).toLocaleUpperCase() + word.slice(1))
  return cased.length === 1
    ? { givenNames: cased[0] ?? '', firstSurname: '' }
    : { givenNames: cased.slice(0, -1).join(' '), firstSurname: cased.at(-1) ?? '' }
}

/**
 * A number typed into the search box is taken as a document's, or with ten digits and more as a telephone's.
 */
export function guessPapers(text: string, ids: { identifier: string; contact: string }) {
  const digits = digitsIn(text).length
  if (digits < 4) return {}
  const typed = undirected(text)
  return digits >= 10
    ? { contacts: [{ id: ids.contact, value: typed, safeToCall: false, safeToText: false }] }
    : { identifiers: [{ id: ids.identifier, number: typed }] }
}
