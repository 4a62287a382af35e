// What the columns of a register hold, as somebody said it once for its source.
import * as z from 'zod/mini'
import { findTerm, type Pack, type TaxonomyName } from '../../../kernel/packs/pack.ts'
import { TableLayout } from '../../../kernel/table.ts'
import { Code, SingleLine } from '../../../kernel/words.ts'

/** What a column may hold. */
export const Target = z.enum([
  'reference',
  'given_names',
  'first_surname',
  'second_surname',
  'surnames',
  'full_name',
  'full_name_surnames_first',
  'called',
  'birth_date',
  'birth_year',
  'birth_month',
  'birth_day',
  'age',
  'sex',
  'gender',
  'nationality',
  'population_group',
  'migration_status',
  'languages',
  'disability',
  'place',
  'phone',
  'email',
  'document_type',
  'document_number',
])
export type Target = z.infer<typeof Target>

export const DateOrder = z.enum(['ymd', 'dmy', 'mdy'])

/** A word as it stands in the file: kept exactly, so that the cell is found by it, but never what no text of the database is. */
const Word = z.string().check(
  z.maxLength(200),
  z.refine((word) => word.isWellFormed() && !word.includes('\0'), { error: 'unsafe_text' }),
)

export const Column = z.strictObject({
  /** Heading of the column in the file; of the second of a name, `name (C)`; of one without a name, its letter. */
  column: SingleLine(200),
  target: Target,
  /**
   * The code of each of its words: `{"Venezolana": "ve"}`; null for a word that means "no data": `{"S/D":
   * null}`.
   */
  values: z.optional(z.record(Word, z.nullable(Code))),
})

export type Column = z.infer<typeof Column>

export const Mapping = z.strictObject({
  /** Name of the register: its mapping is stored under this name, and rows are identified within it. */
  source: SingleLine(100),
  /** In which order dates are written in the file. */
  dates: DateOrder,
  /** Document type of rows whose file has none. */
  documentType: z.optional(Code),
  /**
   * Why people were asked about their migration status, when a column holds it: given once for the whole
   * register.
   */
  statusPurpose: z.optional(Code),
  /** What the user decided about the file, where the reader decided otherwise. */
  layout: z.optional(TableLayout),
  columns: z.array(Column).check(z.minLength(1), z.maxLength(60)),
})
export type Mapping = z.infer<typeof Mapping>

/** What was chosen so far for a register that was not read with it yet: anything may be missing. */
export const Choices = z.strictObject({
  source: z.optional(SingleLine(100)),
  dates: DateOrder,
  documentType: z.optional(Code),
  statusPurpose: z.optional(Code),
  layout: z.optional(TableLayout),
  /** Of each column of the file what it holds; null where it is left out. */
  columns: z.array(z.extend(Column, { target: z.nullable(Target) })).check(z.maxLength(500)),
})
export type Choices = z.infer<typeof Choices>

/** What may be wrong with a row or a cell, or with a mapping; the text is message key `import.reason.<reason>`. */
export const REASONS = [
  'birth_differs',
  'born_in_future',
  'born_long_ago',
  'bytes_unreadable',
  'code_unknown',
  'column_unknown',
  'differs_from_before',
  'document_of_row',
  'document_type_missing',
  'error_cell',
  'mapped_twice',
  'not_a_date',
  'not_a_phone',
  'not_a_year',
  'not_an_age',
  'not_an_email',
  'power_of_ten',
  'quote_unclosed',
  'repeats_row',
  'row_empty',
  'status_purpose_missing',
  'too_long',
] as const
/** Or the code of the problem for which the record refused it, whose text may be `problem.<reason>`. */
export type Reason = (typeof REASONS)[number] | `${string}.${string}`

export type RowProblem = {
  column: string | null
  reason: Reason
  /** Number of the row that came first, where it is about two. */
  about?: number
}

/** Targets whose words are codes of the pack, with the taxonomy of each. */
export const CODED: Partial<Record<Target, TaxonomyName>> = {
  sex: 'sexes',
  gender: 'genders',
  nationality: 'countries',
  population_group: 'populationGroups',
  migration_status: 'statuses',
  languages: 'languages',
  disability: 'disabilities',
  place: 'places',
  document_type: 'identifierTypes',
}

/** Targets that several columns of a file may have: a person has several, or a name was split over them. */
export const REPEATABLE: readonly Target[] = [
  'phone',
  'email',
  'nationality',
  'languages',
  'given_names',
  'first_surname',
  'second_surname',
  'surnames',
]

/** A column that is read, and its place among the cells of a row; -1 where the file has none of this name. */
export type Place = Column & { at: number }

/** Looked up once for a file rather than for each of its rows. */
const places = new WeakMap<Mapping, { columns: readonly string[]; found: readonly Place[] }>()

/** The columns that are read: each once for a field, however often the mapping names it. */
export function placesOf(mapping: Mapping, columns: readonly string[]): readonly Place[] {
  const before = places.get(mapping)
  if (before?.columns === columns) return before.found
  const fields = new Set<string>()
  const found: Place[] = []
  for (const each of mapping.columns) {
    const field = `${each.target} ${each.column}`
    if (!fields.has(field)) found.push({ ...each, at: columns.indexOf(each.column) })
    fields.add(field)
  }
  places.set(mapping, { columns, found })
  return found
}

/** What is wrong with a mapping for these columns; nothing when the list is empty. */
export function mappingFlaws(mapping: Mapping, columns: readonly string[], pack: Pack): RowProblem[] {
  const found: RowProblem[] = []
  const seen = new Set<Target>()
  for (const { column, target, values } of mapping.columns) {
    if (!columns.includes(column)) found.push({ column, reason: 'column_unknown' })
    if (seen.has(target) && !REPEATABLE.includes(target)) found.push({ column, reason: 'mapped_twice' })
    seen.add(target)
    const taxonomy = CODED[target]
    const codes = new Set(taxonomy && pack.taxonomies[taxonomy].map(({ code }) => code))
    for (const code of Object.values(values ?? {}))
      if (code !== null && !codes.has(code)) found.push({ column, reason: 'code_unknown' })
  }
  const status = mapping.columns.find(({ target }) => target === 'migration_status')
  if (status && !pack.statusPurposes?.some(({ code }) => code === mapping.statusPurpose))
    found.push({ column: status.column, reason: 'status_purpose_missing' })
  if (mapping.documentType && !findTerm(pack, 'identifierTypes', mapping.documentType)) {
    found.push({ column: null, reason: 'code_unknown' })
  }
  return found
}
