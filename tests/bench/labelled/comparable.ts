// A labelled record as the desk compares it.
import type { Comparable } from '../../../src/serve/duplicates/operations.ts'
import type { LabelledRecord } from './set.ts'

export function comparableOf({
  given,
  surnames,
  sex,
  birth,
  document,
  telephone,
  municipality,
}: LabelledRecord): Comparable {
  const [firstSurname, secondSurname] = surnames
  return {
    givenNames: given.join(' '),
    firstSurname,
    secondSurname,
    sex,
    born: birth === undefined ? undefined : birth.length === 4 ? { year: Number(birth) } : { date: birth },
    identifiers: document ? [{ type: document.type, country: 'VEN', number: document.number }] : [],
    phones: telephone === undefined ? [] : [telephone],
    place: municipality,
  }
}
