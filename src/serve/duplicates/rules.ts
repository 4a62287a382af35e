// Weighs the evidence that two records are one person, and returns the reasons for and against it.
import {
  foldNumber,
  foldPhone,
  likeness,
  readNames,
  sound,
  type Born,
  type Names,
  type Reason,
  type Strength,
} from '../record/operations.ts'

/** What is compared of a person; the same for a draft at the desk and for a stored record. */
export type Comparable = {
  givenNames?: string | null | undefined
  firstSurname?: string | null | undefined
  secondSurname?: string | null | undefined
  born?: Born | null | undefined
  sex?: string | null | undefined
  identifiers?: readonly { type: string; country?: string | null | undefined; number: string }[] | undefined
  phones?: readonly string[] | undefined
}

export type Likeness = { score: number; strength: Strength | undefined; reasons: Reason[] }

/**
 * Evidence in bits, log2(m/u): how much likelier an observation is between two records of one person than
 * between two strangers (Fellegi and Sunter 1969). Set by hand from Spanish-name registers and verified by
 * the labelled test set.
 */
const BITS = {
  same_document: 16,
  same_number_other_document: 4,
  document_digits_swapped: 8,
  different_document: -5,
  same_birth_date: 10,
  birth_day_month_swapped: 8,
  birth_date_close: 4,
  same_birth_year: 2,
  different_birth_date: -7,
  same_names: 8,
  given_name_missing: 5,
  given_names_swapped: 5,
  given_name_similar: 4,
  given_name_different: -9,
  same_surnames: 11,
  surname_missing: 6,
  surnames_swapped: 8,
  surname_similar: 7,
  surname_different: -8,
  same_phone: 5,
  different_sex: -4,
} as const satisfies Record<Reason, number>

/** From this score a likeness blocks a new record until somebody decides. */
export const STRONG = 18
/** From this score a likeness is shown. */
export const POSSIBLE = 10

/**
 * Compares two records. Twins and siblings share surnames, birth date, telephone and home, so a different given name
 * weighs against all of that together, and only a shared document is stronger.
 *
 * @returns score in bits; `strength` undefined when they are not worth showing together
 */
export function compare(a: Comparable, b: Comparable): Likeness {
  const reasons: Reason[] = []
  const [documents, births] = [compareDocuments(a, b), compareBirth(a.born, b.born)]
  if (documents) reasons.push(documents)
  if (births) reasons.push(births)
  const names = compareNames(readNames(a), readNames(b))
  reasons.push(...names)
  if (sharesPhone(a, b)) reasons.push('same_phone')
  if (a.sex && b.sex && a.sex !== b.sex && a.sex !== 'unknown' && b.sex !== 'unknown')
    reasons.push('different_sex')
  const score = reasons.reduce((sum, reason) => sum + BITS[reason], 0)
  return { score, strength: strengthOf(score, reasons), reasons }
}

const BEYOND_NAMES = new Set<Reason>([
  'same_number_other_document',
  'document_digits_swapped',
  'same_birth_date',
  'birth_day_month_swapped',
  'birth_date_close',
  'same_birth_year',
  'same_phone',
])

function strengthOf(score: number, reasons: readonly Reason[]): Strength | undefined {
  // The same document is always shown: it is one person, or one of the two numbers is wrong.
  if (reasons.includes('same_document')) return score >= STRONG ? 'strong' : 'possible'
  if (reasons.includes('given_name_different')) return undefined
  // Names alone never block a registration: many people of one town share them.
  if (score >= STRONG && reasons.some((reason) => BEYOND_NAMES.has(reason))) return 'strong'
  return score >= POSSIBLE ? 'possible' : undefined
}

function compareDocuments(a: Comparable, b: Comparable): Reason | undefined {
  let found: Reason | undefined
  for (const left of a.identifiers ?? []) {
    for (const right of b.identifiers ?? []) {
      const [x, y] = [foldNumber(left.number), foldNumber(right.number)]
      const sameKind = left.type === right.type && (left.country ?? '') === (right.country ?? '')
      if (x === y && sameKind) return 'same_document'
      if (x === y) found = 'same_number_other_document'
      else if (sameKind) found ??= digitsSwapped(x, y) ? 'document_digits_swapped' : 'different_document'
    }
  }
  return found
}

/** Two neighbouring digits swapped, or one digit different. */
function digitsSwapped(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 5) return false
  const off = [...a].flatMap((character, at) => (character === b[at] ? [] : [at]))
  if (off.length === 1) return true
  const [first = 0, second = 0] = off
  return off.length === 2 && a[first] === b[second] && a[second] === b[first]
}

function compareBirth(a: Born | null | undefined, b: Born | null | undefined): Reason | undefined {
  if (!a || !b) return undefined
  if ('date' in a && 'date' in b) return compareDates(a.date, b.date)
  const apart = Math.abs(middleYear(a) - middleYear(b))
  // Half a year of rounding on each side for a year; an estimated age is good to about three years.
  const slack = ('age' in a ? 3 : 0.6) + ('age' in b ? 3 : 0.6)
  if (apart <= slack) return 'same_birth_year'
  return apart > slack + 3 ? 'different_birth_date' : undefined
}

function compareDates(a: string, b: string): Reason | undefined {
  if (a === b) return 'same_birth_date'
  const [ay, am, ad] = a.split('-')
  const [by, bm, bd] = b.split('-')
  if (ay === by && am === bd && ad === bm) return 'birth_day_month_swapped'
  const same = Number(ay === by) + Number(am === bm) + Number(ad === bd)
  if (same === 2) return 'birth_date_close'
  return ay === by ? 'same_birth_year' : 'different_birth_date'
}

function middleYear(born: Born): number {
  if ('date' in born) return Number(born.date.slice(0, 4)) + (Number(born.date.slice(5, 7)) - 0.5) / 12
  if ('year' in born) return born.year + 0.5
  return Number(born.on.slice(0, 4)) + (Number(born.on.slice(5, 7)) - 0.5) / 12 - born.age - 0.5
}

function sharesPhone(a: Comparable, b: Comparable): boolean {
  const left = (a.phones ?? []).flatMap((phone) => foldPhone(phone) ?? [])
  const right = new Set((b.phones ?? []).flatMap((phone) => foldPhone(phone) ?? []))
  return left.some((phone) => right.has(phone))
}

function compareNames(a: Names, b: Names): Reason[] {
  return [compareGiven(a.given, b.given), compareSurnames(a.surnames, b.surnames)].flatMap(
    (reason) => reason ?? [],
  )
}

/** Sounds alike, or differs by a typing error. Luis and Luisa, Mario and María are different names. */
function alike(a: string, b: string): boolean {
  if (a === b) return true
  if (ending(a) !== ending(b) && stem(a) === stem(b)) return false
  const [x, y] = [sound(a), sound(b)]
  if (x === y) return true
  if (Math.max(a.length, b.length) < 4) return false
  return (
    oneTypo(a, b) || (Math.min(a.length, b.length) >= 4 && Math.max(likeness(a, b), likeness(x, y)) >= 0.9)
  )
}

const ending = (word: string) => /[ao]$/u.exec(word)?.[0] ?? ''
const stem = (word: string) => word.replace(/[ao]$/u, '')

/** One letter missing, added or wrong, or two neighbouring letters swapped. */
function oneTypo(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  return (x.length <= 1 && y.length <= 1) || (x.length === 2 && x === [...y].reverse().join(''))
}

function compareGiven(a: readonly string[], b: readonly string[]): Reason | undefined {
  if (a.length === 0 || b.length === 0) return undefined
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length === long.length && short.every((word, at) => word === long[at])) return 'same_names'
  const free = [...long]
  let exact = 0
  let near = 0
  for (const word of short) {
    const at = free.findIndex((other) => other === word)
    const by = at >= 0 ? at : free.findIndex((other) => alike(other, word))
    if (by < 0) continue
    free.splice(by, 1)
    if (at >= 0) exact++
    else near++
  }
  // Twins are often Ana María and Ana Lucía: one shared name of two does not make them one.
  if (exact + near < short.length) return 'given_name_different'
  if (near > 0) return 'given_name_similar'
  if (short.length < long.length) return short[0] === long[0] ? 'given_name_missing' : 'given_name_similar'
  return 'given_names_swapped'
}

function compareSurnames(a: readonly string[], b: readonly string[]): Reason | undefined {
  if (a.length === 0 || b.length === 0) return undefined
  const [a1 = '', a2] = a
  const [b1 = '', b2] = b
  if (a2 !== undefined && b2 !== undefined) {
    if (a1 === b1 && a2 === b2) return 'same_surnames'
    if (alike(a1, b1) && alike(a2, b2)) return 'surname_similar'
    if (alike(a1, b2) && alike(a2, b1)) return 'surnames_swapped'
    return 'surname_different'
  }
  if (a2 === undefined && b2 === undefined) {
    if (a1 === b1) return 'surname_missing'
    return alike(a1, b1) ? 'surname_missing' : 'surname_different'
  }
  const [one, two] = a2 === undefined ? [a1, [b1, b2 ?? '']] : [b1, [a1, a2]]
  return two.some((word) => alike(word, one)) ? 'surname_missing' : 'surname_different'
}
