// What single cells of a register say. Each is understood, or refused with a reason: it is never read as another
// value.
import type * as z from 'zod/mini'
import { digitsIn, plainDigits } from '../../../kernel/digits.ts'
import { PlainDate } from '../../../kernel/time.ts'
import { normalized } from '../../../kernel/words.ts'
import { foldPhone } from '../../record/operations.ts'
import { fold } from './codes.ts'
import type { DateOrder, Reason, Target } from './mapping.ts'

const INVISIBLE = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu

/** The text of a cell on one line, composed, without characters that nobody sees. */
export const cellText = (cell: string): string =>
  normalized(
    cell
      .replaceAll(INVISIBLE, '')
      .replaceAll(/\s+/gu, (run) => (/[\n\r\t\u2028\u2029]/u.test(run) ? ' ' : run)),
  ).trim()

/** What a spreadsheet writes where a formula failed, in the languages it is used in. */
const ERROR =
  /^#(?:N\/[AD]|REF!|¡REF!|VALUE!|¡VALOR!|NAME\?|¿NOMBRE\?|DIV\/0!|¡DIV\/0!|NUM!|¡NUM!|NULL!|¡NULO!|SPILL!|CALC!|ERR!)$/iu
const POWER_OF_TEN = /^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/iu

/** Targets whose cells are numbers, or begin with one. */
const NUMBERS: readonly Target[] = [
  'phone',
  'document_number',
  'reference',
  'age',
  'birth_year',
  'birth_month',
  'birth_day',
]
const NAMES: readonly Target[] = [
  'given_names',
  'first_surname',
  'second_surname',
  'surnames',
  'full_name',
  'full_name_surnames_first',
  'called',
]

/** Whether a row cannot be taken in where such a cell is damaged: it would be somebody else's. */
export const names = (target: Target): boolean => NAMES.includes(target) || target === 'reference'

/** Why a cell holds no value of any kind. */
export function damageOf(target: Target, text: string): Reason | undefined {
  if (text.includes('\uFFFD')) return 'bytes_unreadable'
  if (ERROR.test(text)) return 'error_cell'
  if (NUMBERS.includes(target) && POWER_OF_TEN.test(text)) return 'power_of_ten'
  return undefined
}

const NOTHING = new Set(
  `s/d, s/n, n/a, n/d, n a, s d, ns/nr, no tiene, no aplica, no informa, no registra, no reporta, no sabe, no dice,
  sin dato, sin datos, sin informacion, not applicable, not available, لا يوجد, غير معروف`
    .split(',')
    .map((word) => fold(word)),
)
/** Further words that are names of people, but no numbers or addresses. */
const NO_NUMBER = new Set(
  `no, na, nd, sd, x, xx, xxx, ninguno, ninguna, none, null, nan, no posee, no porta, sin documento, sin cedula,
  indocumentado, indocumentada, en tramite, sin telefono, sin celular, sin correo, desconocido, unknown, لا`
    .split(',')
    .map((word) => fold(word)),
)

/** Whether a cell says that there is nothing to say. */
export function saysNothing(target: Target, text: string): boolean {
  const word = fold(text).replaceAll(/\s*\/\s*/gu, '/')
  if (word === '' || !/[\p{L}\p{N}]/u.test(word) || NOTHING.has(word)) return true
  return !NAMES.includes(target) && (NO_NUMBER.has(word) || (target !== 'age' && /^[0\s]+$/u.test(word)))
}

/** A whole number that a spreadsheet wrote with decimals: 7121218.0. */
const wholeOf = (text: string) => (/^\d+[.,]0+$/u.test(text) ? text.replace(/[.,]0+$/u, '') : text)

export const numberText = (text: string): string => wholeOf(plainDigits(text))

/** A date as the register writes it; the mapping gives the order of day and month, which is never guessed. */
export function readDate(text: string, order: z.infer<typeof DateOrder>): PlainDate | undefined {
  const plain = plainDigits(text)
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/u.exec(plain)
  const other = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[T ,]+\d{1,2}:\d{2}.*)?$/u.exec(plain)
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : other
      ? order === 'mdy'
        ? [other[3], other[1], other[2]]
        : [other[3], other[2], other[1]]
      : []
  if (!year || !month || !day || (!iso && order === 'ymd')) return undefined
  return dateOf(year, month, day)
}

export function dateOf(
  year: string | number,
  month: string | number,
  day: string | number,
): PlainDate | undefined {
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return PlainDate.safeParse(date).success ? date : undefined
}

export function wholeNumber(text: string, least: number, most: number): number | undefined {
  const plain = numberText(text)
  const value = Number(plain)
  return /^\d{1,4}$/u.test(plain) && value >= least && value <= most ? value : undefined
}

/** An age in whole years, with or without the word. */
export const readAge = (text: string): number | undefined =>
  wholeNumber(
    plainDigits(text)
      .replace(/(?:años?|anos?|years?|yrs?|سنة|سنوات)\.?$/iu, '')
      .trimEnd(),
    0,
    125,
  )

const MONTHS = [
  'ene|jan',
  'feb',
  'mar',
  'abr|apr',
  'may',
  'jun',
  'jul',
  'ago|aug',
  'sep|set',
  'oct',
  'nov',
  'dic|dec',
]

/** A month by its number, or by its name in Spanish or English. */
export function readMonth(text: string): number | undefined {
  const word = fold(text)
  const named = MONTHS.findIndex((names) => new RegExp(`^(?:${names})[a-z]*$`, 'u').test(word))
  return named >= 0 ? named + 1 : wholeNumber(text, 1, 12)
}

export type Phone = { value: string; note?: string }

/** The longest number that ITU-T E.164 permits, and the shortest that a register may hold. */
const MOST_DIGITS = 15
const LEAST_DIGITS = 5
const EXTENSION = /\b(?:extensi[oó]n|ext|anexo|interno|int|x)[.:\s]*(\d{1,6})\)?\s*$/iu

/** A number and its extension. What stands between them is taken off by hand: an expression tries it from each place. */
export function phoneOf(text: string): Phone {
  const extension = EXTENSION.exec(text)
  if (!extension) return { value: text }
  let end = extension.index
  while (end > 0 && /[\s,;(]/u.test(text[end - 1] ?? '')) end--
  return { value: text.slice(0, end).trim(), note: `ext. ${extension[1]}` }
}

/** What stands between two numbers, or between a number and another ending of it. */
const JOINED = /\d\s*(?:[/;|]|\s(?:y|o|e|u|and|or)\s)\s*\+?\(?\d/u

/** Longest text of a cell that is read as telephone numbers: some ten of them, with extensions. */
export const LONGEST_PHONES = 300

/** The telephone numbers of a cell; undefined when it cannot be told which digits belong together. */
export function readPhones(text: string): Phone[] | undefined {
  const plain = numberText(text)
  const cell = plain === plainDigits(text) ? text : plain
  for (const separator of [undefined, /\s*[/;|,]\s*|\s+(?:y|o|e|u|and|or)\s+|\s+-\s+/u, /\s+/u]) {
    const parts = separator ? cell.split(separator).filter((part) => part !== '') : [cell]
    const phones = parts.map(phoneOf)
    const least = parts.length > 1 ? 7 : LEAST_DIGITS
    const each = phones.map(({ value }) => digitsIn(value).length)
    if (
      !parts.some((part) => JOINED.test(plainDigits(part))) &&
      each.every((n) => n >= least && n <= MOST_DIGITS)
    )
      return phones
  }
  return undefined
}

/** The addresses of a cell; undefined when one of them is none. */
export function readEmails(text: string): string[] | undefined {
  // The longest address that RFC 5321 permits; on a longer text the expression tries every position.
  const parts = text.split(/\s*[;,/|]\s*|\s+/u).filter((part) => part !== '')
  return parts.every((part) => part.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(part))
    ? parts
    : undefined
}

/** When two contact points are the same. */
export const contactKey = ({ kind, value }: { kind: string; value: string }): string =>
  `${kind} ${(kind === 'phone' ? foldPhone(value) : undefined) ?? value.toLowerCase()}`
