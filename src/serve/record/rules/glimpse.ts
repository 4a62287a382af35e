// Just enough of a person to recognise them, as the view `read.person_shown` gives it.
import type { Born, Field, Glimpse } from './shapes.ts'

export type BornColumns = {
  born: string | null
  born_precision: string | null
  born_age: number | null
  born_age_on: string | null
}

export type GlimpseColumns = BornColumns & {
  person: string
  organisation: string
  called: string | null
  given_names: string | null
  first_surname: string | null
  second_surname: string | null
  sex: string | null
  place: string | null
  nationalities: string[]
  registered_at: string
}

/** The columns that a glimpse is made of. */
export const GLIMPSE_COLUMNS = [
  'person',
  'organisation',
  'called',
  'given_names',
  'first_surname',
  'second_surname',
  'born',
  'born_precision',
  'born_age',
  'born_age_on',
  'sex',
  'place',
  'nationalities',
  'registered_at',
] as const satisfies readonly (keyof GlimpseColumns)[]

/** What a glimpse shows, as the disclosure log names it. */
export const GLIMPSED: readonly Field[] = [
  'called',
  'givenNames',
  'firstSurname',
  'secondSurname',
  'born',
  'sex',
  'place',
  'nationalities',
]

export function bornOf(row: BornColumns): Born | null {
  if (row.born === null) return null
  if (row.born_precision === 'year') return { year: Number(row.born.slice(0, 4)) }
  if (row.born_precision === 'age') return { age: row.born_age ?? 0, on: row.born_age_on ?? row.born }
  return { date: row.born }
}

export function glimpseOf(row: GlimpseColumns): Glimpse {
  return {
    id: row.person,
    called: row.called,
    givenNames: row.given_names,
    firstSurname: row.first_surname,
    secondSurname: row.second_surname,
    born: bornOf(row),
    sex: row.sex,
    place: row.place,
    nationalities: row.nationalities,
    organisation: row.organisation,
    registeredAt: row.registered_at,
  }
}
