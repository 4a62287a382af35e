// Converts rows of a person to the shapes of the operations, and back.
import type { NeedsInterpreter, Reading } from '../../../protect/interpreters/operations.ts'
import { bornOf, type BornColumns, type GlimpseColumns } from '../rules/glimpse.ts'
import type { Born, Details, Identifier } from '../rules/shapes.ts'
import { birthMiddle } from '../rules/shown.ts'

export type DetailColumns = BornColumns & {
  given_names: string | null
  first_surname: string | null
  second_surname: string | null
  called: string | null
  sex: string | null
  gender: string | null
  nationalities: string[]
  population_group: string | null
  migration_status: string | null
  languages: string[]
  reading: Reading | null
  reads_in: string[]
  needs_interpreter: NeedsInterpreter | null
  disability: string | null
  place: string | null
}

/** A person as compared for likeness: the glimpse and the evidence for or against it. */
export type ComparedRow = GlimpseColumns & {
  identifiers: Pick<Identifier, 'type' | 'country' | 'number'>[]
  phones: string[]
}

export function bornColumns(born: Born | null): BornColumns {
  return {
    born: born && birthMiddle(born),
    born_precision: born && ('date' in born ? 'day' : 'year' in born ? 'year' : 'age'),
    born_age: born && 'age' in born ? born.age : null,
    born_age_on: born && 'age' in born ? born.on : null,
  }
}

export function detailsOf(row: DetailColumns): Details {
  return {
    givenNames: row.given_names,
    firstSurname: row.first_surname,
    secondSurname: row.second_surname,
    called: row.called,
    born: bornOf(row),
    sex: row.sex,
    gender: row.gender,
    nationalities: row.nationalities,
    populationGroup: row.population_group,
    migrationStatus: row.migration_status,
    languages: row.languages,
    reading: row.reading,
    readsIn: row.reads_in,
    needsInterpreter: row.needs_interpreter,
    disability: row.disability,
    place: row.place,
  }
}

export function detailColumns(details: Details): DetailColumns {
  return {
    ...bornColumns(details.born),
    given_names: details.givenNames,
    first_surname: details.firstSurname,
    second_surname: details.secondSurname,
    called: details.called,
    sex: details.sex,
    gender: details.gender,
    nationalities: details.nationalities,
    population_group: details.populationGroup,
    migration_status: details.migrationStatus,
    languages: details.languages,
    reading: details.reading ?? null,
    reads_in: details.readsIn ?? [],
    needs_interpreter: details.needsInterpreter ?? null,
    disability: details.disability,
    place: details.place,
  }
}
