// Turns a row of a register into a person's registration. What cannot be read is left out and named, and the
// person is taken in; only a row whose name or words cannot be read is refused as a whole.
import { Problem } from '../../../kernel/problem.ts'
import type { Pack } from '../../../kernel/packs/pack.ts'
import { ageOn, type PlainDate } from '../../../kernel/time.ts'
import { readyIdentifiers } from '../../record/operations.ts'
import * as cells from './cells.ts'
import { codeOf, wordsOfCell } from './codes.ts'
import { CODED, placesOf, type Mapping, type Reason, type RowProblem, type Target } from './mapping.ts'
import { splitName, splitSurnames } from './names.ts'

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
  contacts: { kind: 'phone' | 'email'; value: string; note?: string }[]
  /** The register's own number for the row, when it has one. */
  reference?: string
}

/** What one cell was understood as: codes, a date as ISO 8601, or texts. */
export type Understood = { column: string; target: Target; values: string[] }

export type RowRead = {
  /** Absent where the row is refused as a whole. */
  row?: Registration
  /** Why it is refused, or what was left out of it. */
  problems: RowProblem[]
  understood: Understood[]
}

/**
 * Longest text of a cell that is read: several telephones or languages are far below. Some expressions try a long run of
 * spaces or brackets from each of its places.
 */
const LONGEST_CELL = 1000
/** Longest name of a record, and longest number of a document. */
const LONGEST_NAME = 120
const LONGEST_NUMBER = 60
const MOST_CONTACTS = 10
const EARLIEST = 1880
/** Years that may lie between the day on which an age was written down and now. */
const YEARS_OF_A_FILE = 10

/** A cell that cannot be read: `whole` where its row cannot be taken in without it. */
class Unreadable extends Error {
  readonly reason: Reason
  readonly whole: boolean
  constructor(reason: Reason, whole = false) {
    super(reason)
    this.reason = reason
    this.whole = whole
  }
}

/**
 * Reads one row. An empty cell, or one of the words for nothing, is no value. A code is found by the mapping's
 * words, by the code itself, or by its label in any language, ignoring accents and case; an unknown word refuses
 * the row, without a guess.
 * @param today the day on which an age in the file is valid
 */
export function readRow(
  mapping: Mapping,
  columns: readonly string[],
  texts: readonly string[],
  pack: Pack,
  today: PlainDate,
): RowRead {
  const reading = new Reading(mapping, pack, today)
  const problems: RowProblem[] = []
  const understood: Understood[] = []
  // A column may hold several fields: its text is read once.
  const read = new Map<number, string>()
  for (const { column, target, values, at } of placesOf(mapping, columns)) {
    const text = read.get(at) ?? cells.cellText(texts[at] ?? '')
    read.set(at, text)
    if (text === '') continue
    try {
      if (text.length > LONGEST_CELL) throw new Unreadable('too_long', isNeeded(target))
      const found = CODED[target] ? reading.codes(target, text, values) : reading.text(target, text, column)
      if (found.length > 0) understood.push({ column, target, values: found })
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      const problem = { column, reason: error.reason }
      if (error.whole) return { problems: [problem], understood }
      problems.push(problem)
    }
  }
  problems.push(...reading.finish())
  const { contacts, ...rest } = reading.row
  if (Object.keys(rest).length > 0 || contacts.length > 0) return { row: reading.row, problems, understood }
  return { problems: problems.length > 0 ? problems : [{ column: null, reason: 'row_empty' }], understood }
}

/** Whether a row is refused where such a cell cannot be read; other cells are left out of it. */
const isNeeded = (target: Target): boolean =>
  CODED[target] === undefined ? cells.names(target) : target !== 'document_type'

/** What has been read of one row. */
class Reading {
  readonly row: Registration = { contacts: [] }
  readonly #mapping: Mapping
  readonly #pack: Pack
  readonly #today: PlainDate
  #documentType: string | undefined
  #document: { number: string; column: string } | undefined
  #birth: { year?: number; month?: number; day?: number; column?: string; yearColumn?: string } = {}
  #age: { years: number; column: string } | undefined

  constructor(mapping: Mapping, pack: Pack, today: PlainDate) {
    this.#mapping = mapping
    this.#pack = pack
    this.#today = today
    this.#documentType = mapping.documentType
  }

  codes(target: Target, text: string, values: Mapping['columns'][number]['values']): string[] {
    const taxonomy = CODED[target]
    if (!taxonomy) return []
    const found = wordsOfCell(target, text).map((word) => codeOf(this.#pack, taxonomy, word, values))
    if (found.includes(undefined)) {
      if (cells.saysNothing('document_number', text) && target === 'document_type') return []
      if (target === 'document_type') this.#documentType = undefined
      throw new Unreadable(cells.damageOf(target, text) ?? 'code_unknown', isNeeded(target))
    }
    const codes = found.filter((code) => typeof code === 'string')
    if (codes.length === 0) return []
    if (target === 'document_type') this.#documentType = codes[0]
    else keepCodes(this.row, target, codes)
    return codes
  }

  /** @throws Unreadable */
  text(target: Target, text: string, column: string): string[] {
    const { row } = this
    const name = NAMES[target]
    const damage = cells.damageOf(target, text)
    if (damage) throw new Unreadable(damage, isNeeded(target))
    if (cells.saysNothing(target, text)) return []
    if (name) return this.#name(name, text)
    switch (target) {
      case 'reference':
        row.reference = cells.numberText(text).slice(0, 200)
        return [row.reference]
      case 'full_name':
      case 'full_name_surnames_first': {
        const { given, surnames } = splitName(text, target === 'full_name_surnames_first')
        return [...(given ? this.#name('givenNames', given) : []), ...this.#surnames(surnames)]
      }
      case 'surnames':
        return this.#surnames(splitSurnames(text))
      case 'birth_date': {
        const date = cells.readDate(text, this.#mapping.dates)
        if (!date) throw new Unreadable('not_a_date')
        row.born = { date: this.#possible(date) }
        return [date]
      }
      case 'birth_year': {
        const year = this.#whole(text, EARLIEST, Number(this.#today.slice(0, 4)), 'not_a_year')
        this.#birth = { ...this.#birth, year, yearColumn: column }
        return [String(year)]
      }
      case 'birth_month': {
        const month = cells.readMonth(text)
        if (month === undefined) throw new Unreadable('not_a_date')
        this.#birth = { ...this.#birth, month, column }
        return [String(month)]
      }
      case 'birth_day': {
        this.#birth = { ...this.#birth, day: this.#whole(text, 1, 31, 'not_a_date'), column }
        return [String(this.#birth.day)]
      }
      case 'age': {
        const age = cells.readAge(text)
        if (age === undefined) throw new Unreadable('not_an_age')
        row.born ??= { age, on: this.#today }
        this.#age = { years: age, column }
        return [String(age)]
      }
      case 'phone': {
        if (text.length > cells.LONGEST_PHONES) throw new Unreadable('too_long')
        const phones = cells.readPhones(text)
        if (!phones) throw new Unreadable('not_a_phone')
        return phones.flatMap((phone) => this.#contact({ kind: 'phone', ...phone }))
      }
      case 'email': {
        const emails = cells.readEmails(text)
        if (!emails) throw new Unreadable('not_an_email')
        return emails.flatMap((value) => this.#contact({ kind: 'email', value }))
      }
      case 'document_number':
        this.#document = { number: cells.numberText(text), column }
        return [this.#document.number]
      default:
        return []
    }
  }

  /** What is made of several cells. Returns what is left out of it. */
  finish(): RowProblem[] {
    return [...this.#finishBirth(), ...this.#otherBirths(), ...this.#finishDocument()]
  }

  #finishBirth(): RowProblem[] {
    const { year, month, day, column = null } = this.#birth
    const { row } = this
    if (year === undefined || (row.born && !('age' in row.born))) return []
    if (month === undefined || day === undefined) {
      row.born = row.born ?? { year }
      return []
    }
    const date = cells.dateOf(year, month, day)
    if (date && date <= this.#today) row.born = { date }
    else row.born ??= { year }
    return date && date <= this.#today ? [] : [{ column, reason: date ? 'born_in_future' : 'not_a_date' }]
  }

  /** Columns that say another birth than the date, which is kept: which of the two is wrong, somebody finds out. */
  #otherBirths(): RowProblem[] {
    const { born } = this.row
    if (!born || !('date' in born)) return []
    const { year, yearColumn = null } = this.#birth
    const problems: RowProblem[] = []
    if (year !== undefined && year !== Number(born.date.slice(0, 4)))
      problems.push({ column: yearColumn, reason: 'birth_differs' })
    // A file may be years old: then they were younger.
    const [age, known] = [this.#age, ageOn(born.date, this.#today)]
    if (age && (age.years > known + 1 || age.years < known - YEARS_OF_A_FILE))
      problems.push({ column: age.column, reason: 'birth_differs' })
    return problems
  }

  #finishDocument(): RowProblem[] {
    const document = this.#document
    if (!document) return []
    const { number, column } = document
    const type = this.#documentType
    if (!type) return [{ column, reason: 'document_type_missing' }]
    if (number.length > LONGEST_NUMBER) return [{ column, reason: 'identifier.wrong_shape' }]
    try {
      readyIdentifiers(this.#pack, [{ id: '', type, number }])
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return [{ column, reason: error.code as Reason }]
    }
    this.row.identifier = { type, number }
    return []
  }

  #name(field: NameField, text: string): string[] {
    const before = this.row[field]
    const whole = before === undefined ? text : `${before} ${text}`
    if (whole.length > LONGEST_NAME) throw new Unreadable('too_long', true)
    this.row[field] = whole
    return [text]
  }

  #surnames([first, second]: readonly [string, string]): string[] {
    // Of two columns of surnames, the second holds the second one.
    const taken = this.row.firstSurname !== undefined && second === '' ? 'secondSurname' : 'firstSurname'
    return [
      ...(first ? this.#name(taken, first) : []),
      ...(second ? this.#name('secondSurname', second) : []),
    ]
  }

  #contact(contact: Registration['contacts'][number]): string[] {
    const { contacts } = this.row
    const key = cells.contactKey(contact)
    if (contacts.some((one) => cells.contactKey(one) === key)) return [contact.value]
    if (contacts.length >= MOST_CONTACTS || contact.value.length > 160) throw new Unreadable('too_long')
    contacts.push(contact)
    return [contact.note === undefined ? contact.value : `${contact.value} ${contact.note}`]
  }

  #possible(date: PlainDate): PlainDate {
    if (date > this.#today) throw new Unreadable('born_in_future')
    if (Number(date.slice(0, 4)) < EARLIEST) throw new Unreadable('born_long_ago')
    return date
  }

  #whole(text: string, least: number, most: number, reason: Reason): number {
    const value = cells.wholeNumber(text, least, most)
    if (value === undefined) throw new Unreadable(reason)
    return value
  }
}

type NameField = 'givenNames' | 'firstSurname' | 'secondSurname' | 'called'
const NAMES: Partial<Record<Target, NameField>> = {
  given_names: 'givenNames',
  first_surname: 'firstSurname',
  second_surname: 'secondSurname',
  called: 'called',
}

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
