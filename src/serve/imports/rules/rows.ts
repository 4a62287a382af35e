// Turns a row of a register into a person's registration, or returns which column cannot be read and why.
import * as z from 'zod/mini'
import { findTerm, type Pack, type TaxonomyName } from '../../../kernel/pack.ts'
import { PlainDate } from '../../../kernel/time.ts'
import { Code, SingleLine, normalized } from '../../../kernel/words.ts'

/** What a column may hold. */
export const Target = z.enum([
  'reference',
  'given_names',
  'first_surname',
  'second_surname',
  'surnames',
  'called',
  'birth_date',
  'birth_year',
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

export const Column = z.strictObject({
  /** Heading of the column in the file. */
  column: SingleLine(200),
  target: Target,
  /**
   * The code of each of its words: `{"Venezolana": "ve"}`; null for a word that means "no data": `{"S/D":
   * null}`.
   */
  values: z.optional(z.record(z.string().check(z.maxLength(200)), z.nullable(Code))),
})

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
  columns: z.array(Column).check(z.minLength(1), z.maxLength(60)),
})
export type Mapping = z.infer<typeof Mapping>

export type Registration = {
  givenNames?: string
  firstSurname?: string
  secondSurname?: string
  called?: string
  born?: { date: string } | { year: number } | { age: number; on: string }
  sex?: string
  gender?: string
  nationalities?: string[]
  populationGroup?: string
  migrationStatus?: string
  languages?: string[]
  disability?: string
  place?: string
  identifier?: { type: string; number: string }
  contacts: { kind: 'phone' | 'email'; value: string }[]
  /** The register's own number for the row, when it has one. */
  reference?: string
}

export type RowProblem = { column: string | null; reason: string }

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

/** Targets that several columns of a file may have, because a person has several. */
const REPEATABLE: readonly Target[] = ['phone', 'email', 'nationality', 'languages']

/** What is wrong with a mapping for these columns; nothing when the list is empty. */
export function mappingFlaws(mapping: Mapping, columns: readonly string[], pack: Pack): RowProblem[] {
  const found: RowProblem[] = []
  const seen = new Set<Target>()
  for (const { column, target, values } of mapping.columns) {
    if (!columns.includes(column)) found.push({ column, reason: 'column_unknown' })
    if (seen.has(target) && !REPEATABLE.includes(target)) found.push({ column, reason: 'mapped_twice' })
    seen.add(target)
    const taxonomy = CODED[target]
    for (const code of Object.values(values ?? {})) {
      if (code === null) continue
      if (!taxonomy || !findTerm(pack, taxonomy, code)) found.push({ column, reason: 'code_unknown' })
    }
  }
  const status = mapping.columns.find(({ target }) => target === 'migration_status')
  if (status && !pack.statusPurposes?.some(({ code }) => code === mapping.statusPurpose))
    found.push({ column: status.column, reason: 'status_purpose_missing' })
  if (mapping.documentType && !findTerm(pack, 'identifierTypes', mapping.documentType)) {
    found.push({ column: null, reason: 'code_unknown' })
  }
  return found
}

/**
 * Reads one row. An empty cell is no value. A code is found by the mapping's words, by the code itself, or by
 * its label in any language, ignoring accents and case; an unknown word refuses the row, without a guess.
 * @param today the day on which an age in the file is valid
 */
export function readRow(
  mapping: Mapping,
  columns: readonly string[],
  cells: readonly string[],
  pack: Pack,
  today: PlainDate,
): Registration | RowProblem {
  const row: Registration = { contacts: [] }
  let documentType = mapping.documentType
  let documentNumber: { number: string; column: string } | undefined
  for (const { column, target, values } of mapping.columns) {
    const text = normalized(cells[columns.indexOf(column)] ?? '').trim()
    if (text === '') continue
    const taxonomy = CODED[target]
    if (taxonomy) {
      const found = wordsOfCell(target, text).map((word) => codeOf(pack, taxonomy, word, values))
      if (found.includes(undefined)) return { column, reason: 'code_unknown' }
      const codes = found.filter((code) => code !== null)
      if (codes.length === 0) continue
      if (target === 'document_type') documentType = codes[0]
      else keepCodes(row, target, codes as string[])
      continue
    }
    switch (target) {
      case 'reference':
        row.reference = text.slice(0, 200)
        break
      case 'given_names':
        row.givenNames = text
        break
      case 'first_surname':
        row.firstSurname = text
        break
      case 'second_surname':
        row.secondSurname = text
        break
      case 'surnames': {
        const [first, second] = splitSurnames(text)
        if (first) row.firstSurname = first
        if (second) row.secondSurname = second
        break
      }
      case 'called':
        row.called = text
        break
      case 'birth_date': {
        const date = readDate(text, mapping.dates)
        if (!date) return { column, reason: 'not_a_date' }
        if (date > today) return { column, reason: 'born_in_future' }
        row.born = { date }
        break
      }
      case 'birth_year': {
        const year = wholeNumber(text, 1880, Number(today.slice(0, 4)))
        if (year === undefined) return { column, reason: 'not_a_year' }
        row.born ??= { year }
        break
      }
      case 'age': {
        const age = wholeNumber(text, 0, 125)
        if (age === undefined) return { column, reason: 'not_an_age' }
        row.born ??= { age, on: today }
        break
      }
      case 'phone':
        if (text.replaceAll(/\D/gu, '').length < 5) return { column, reason: 'not_a_phone' }
        row.contacts.push({ kind: 'phone', value: text })
        break
      case 'email':
        // The longest address that RFC 5321 permits; on a longer text the expression tries every position.
        if (text.length > 254 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(text))
          return { column, reason: 'not_an_email' }
        row.contacts.push({ kind: 'email', value: text })
        break
      case 'document_number':
        documentNumber = { number: text, column }
        break
      // Read above, as codes of the pack.
      case 'sex':
      case 'gender':
      case 'nationality':
      case 'population_group':
      case 'migration_status':
      case 'languages':
      case 'disability':
      case 'place':
      case 'document_type':
        break
    }
  }
  if (documentNumber) {
    if (!documentType) return { column: documentNumber.column, reason: 'document_type_missing' }
    row.identifier = { type: documentType, number: documentNumber.number }
  }
  const { contacts, ...rest } = row
  return Object.keys(rest).length === 0 && contacts.length === 0 ? { column: null, reason: 'row_empty' } : row
}

export const isProblem = (result: Registration | RowProblem): result is RowProblem => 'reason' in result

/** Separates words of one cell. A slash between single letters belongs to the word: S/D, N/A. */
const SEPARATOR = /[,;|]|(?<=\p{L}{2})\s*\/\s*(?=\p{L}{2})/u

/** The words of a cell: several where a person can have several. */
export const wordsOfCell = (target: Target, text: string): string[] =>
  (target === 'languages' || target === 'nationality' ? text.split(SEPARATOR) : [text])
    .map((word) => normalized(word).trim())
    .filter(Boolean)

/** Folds differences in spelling that carry no meaning. */
export const fold = (text: string) =>
  normalized(text, 'NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s_.-]+/gu, ' ')
    .trim()

/** The folded words of each mapping, cached because they are looked up for every cell of a register. */
const folded = new WeakMap<object, ReadonlyMap<string, string | null>>()

function foldedOf(values: NonNullable<Column['values']>): ReadonlyMap<string, string | null> {
  const known = folded.get(values)
  if (known) return known
  // Of two words that fold to the same, the first counts.
  const made = new Map(
    Object.entries(values)
      .toReversed()
      .map(([text, code]) => [fold(text), code]),
  )
  folded.set(values, made)
  return made
}

/**
 * The code of a word: the mapping's own, or a code or label of the pack; null when the mapping says that it
 * means "no data".
 */
export function codeOf(
  pack: Pack,
  taxonomy: TaxonomyName,
  word: string,
  values: Column['values'],
): string | null | undefined {
  const wanted = fold(word)
  const own = values && foldedOf(values)
  if (own?.has(wanted)) return own.get(wanted) ?? null
  return pack.taxonomies[taxonomy].find(
    (term) => fold(term.code) === wanted || Object.values(term.label).some((label) => fold(label) === wanted),
  )?.code
}

type Column = z.infer<typeof Column>

function keepCodes(row: Registration, target: Target, codes: string[]) {
  const [first] = codes
  if (first === undefined) return
  if (target === 'sex') row.sex = first
  if (target === 'gender') row.gender = first
  if (target === 'nationality') row.nationalities = [...new Set([...(row.nationalities ?? []), ...codes])]
  if (target === 'population_group') row.populationGroup = first
  if (target === 'migration_status') row.migrationStatus = first
  if (target === 'languages') row.languages = [...new Set([...(row.languages ?? []), ...codes])]
  if (target === 'disability') row.disability = first
  if (target === 'place') row.place = first
}

const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'da', 'dos', 'san', 'santa'])

/** Two Spanish surnames written in one field, particles kept with the surname they belong to. */
export function splitSurnames(text: string): [first: string, second: string] {
  const parts: string[] = []
  let particle = ''
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    if (PARTICLES.has(word.toLowerCase())) particle += `${word} `
    else {
      parts.push(particle + word)
      particle = ''
    }
  }
  const [first = particle.trim(), ...rest] = parts
  return [first, rest.join(' ')]
}

/** A date as the register writes it; the mapping gives the order of day and month, which is never guessed. */
export function readDate(text: string, order: z.infer<typeof DateOrder>): PlainDate | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/u.exec(text)
  const other = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/u.exec(text)
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : other
      ? order === 'mdy'
        ? [other[3], other[1], other[2]]
        : [other[3], other[2], other[1]]
      : []
  if (!year || !month || !day || (!iso && order === 'ymd')) return undefined
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return PlainDate.safeParse(date).success ? date : undefined
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = Number(text)
  return /^\d{1,4}$/u.test(text) && value >= least && value <= most ? value : undefined
}
