// Weighs the evidence that two records are one person, and returns the reasons for and against it.
import type { Born, Reason, Strength } from '../../record/operations.ts'
import { compareBirths, readBirth, type Birth } from './births.ts'
import { SHIPPED, type Frequencies } from './frequencies.ts'
import { compareNames, MOST_OF_NAMES, type Names } from './names.ts'
import { documentNumber, isNearNumber, telephone } from './numbers.ts'
import { givenWords, surnameWords } from './words.ts'

/** What is compared of a person; the same for a draft at the desk and for a stored record. */
export type Comparable = {
  givenNames?: string | null | undefined
  firstSurname?: string | null | undefined
  secondSurname?: string | null | undefined
  born?: Born | null | undefined
  sex?: string | null | undefined
  identifiers?: readonly { type: string; country?: string | null | undefined; number: string }[] | undefined
  phones?: readonly string[] | undefined
  /** Where they live: a p-code, or a name that is written alike. */
  place?: string | null | undefined
}

export type Likeness = {
  /** Bits for (positive) and against. */
  score: number
  /** That the two are one person, in a register of this size. */
  probability: number
  strength: Strength | undefined
  reasons: Reason[]
}

/** The register that is searched: how many people it has, and how common names are in it. */
export type Register = {
  people: number
  shares: Frequencies
  /** How many of its records, on average, are the person that is compared with all; `KNOWN_BEFORE` where not counted. */
  known?: number
  /** From which probability a likeness is strong; `STRONG` at a desk, where it stops somebody. */
  strong?: number
}
/** Fewer than this are not believed: the next import may bring as many. */
const LEAST_PEOPLE = 20_000

/** A register of about so many people, with names as common as in the region. */
export const registerOf = (people = 0): Register => ({
  people: Math.max(people, LEAST_PEOPLE),
  shares: SHIPPED,
})
const DEFAULT = registerOf()

/** A record as it is compared, so that one that is compared often is read once. */
export type Prepared = {
  names: Names
  birth: Birth
  sex: string | undefined
  documents: readonly { type: string; country: string; number: string }[]
  telephones: readonly string[]
  place: string | undefined
}

export function prepare(person: Comparable): Prepared {
  const second = person.secondSurname ?? ''
  return {
    names: {
      given: givenWords(person.givenNames),
      surnames: [...surnameWords(person.firstSurname), ...surnameWords(second)].slice(0, 4),
      isMarried:
        person.sex !== 'male' && /(?:^|\s)de\s+\p{L}/iu.test(`${person.firstSurname ?? ''} ${second}`),
    },
    birth: readBirth(person.born),
    sex: person.sex === 'female' || person.sex === 'male' ? person.sex : undefined,
    documents: (person.identifiers ?? []).flatMap(({ type, country, number }) => {
      const folded = documentNumber(number)
      return folded === undefined ? [] : [{ type, country: country ?? '', number: folded }]
    }),
    telephones: (person.phones ?? []).flatMap((phone) => telephone(phone) ?? []),
    place: person.place || undefined,
  }
}

/**
 * Evidence in bits, log2(m/u): how much likelier an observation is between two records of one person than
 * between two strangers (Fellegi and Sunter 1969).
 */
export const BITS = {
  same_document: 20,
  same_number_other_document: 7,
  document_digits_swapped: 8,
  different_document: -4.5,
  same_phone: 5,
  different_sex: -5,
} as const satisfies Partial<Record<Reason, number>>
export const DIFFERENT_TELEPHONE = -1.2
export const ANOTHER_KIND_OF_DOCUMENT = -2
/** One in five records of one person is from before they moved. */
const IN_ONE_PLACE = 0.8
export const DIFFERENT_PLACE = -1.5
/** The smallest place says no more than this. */
const MOST_OF_PLACE = 4
/**
 * The same day of birth and all given names, whatever became of the surnames: relatives do not share both, so this says
 * more than the two apart, whose weights allow for relatives. Half of it where there is one given name.
 */
export const BORN_AND_NAMED = { same_names: 6, given_name_similar: 3 }

/** From this probability a likeness blocks a new record until somebody decides. */
export const STRONG = 0.98
/** From this probability a likeness is shown. */
export const POSSIBLE = 0.3
/** Of the people who come, how many are on record already. */
export const KNOWN_BEFORE = 0.2

/**
 * Compares two records. Twins and siblings share surnames, birth date, telephone and home, so a different given name
 * weighs against all of that together, and only a shared document is stronger.
 */
export const compare = (a: Comparable, b: Comparable, register: Register = DEFAULT): Likeness =>
  comparePrepared(prepare(a), prepare(b), register)

export function comparePrepared(a: Prepared, b: Prepared, register: Register = DEFAULT): Likeness {
  const beyond = beyondNames(a, b, register)
  return withNames(a, b, register, beyond)
}

/**
 * As `comparePrepared`, for millions of pairs: undefined without reading the names, when no names could bring the score to
 * `least`.
 */
export function compareFrom(
  least: number,
  a: Prepared,
  b: Prepared,
  register: Register,
): Likeness | undefined {
  const beyond = beyondNames(a, b, register)
  return beyond.bits + MOST_OF_NAMES + BORN_AND_NAMED.same_names < least
    ? undefined
    : withNames(a, b, register, beyond)
}

/** The score at which two records of a register have this probability. */
export const scoreOf = (probability: number, { people, known = KNOWN_BEFORE }: Register): number =>
  Math.log2((probability / (1 - probability)) * (people / known))

/** What two places say; one that lies in the other says nothing. */
export function ofPlaces(a: string, b: string, { shares }: Register): number {
  if (a === b) return Math.min(Math.log2(IN_ONE_PLACE / shares.place(a)), MOST_OF_PLACE)
  return a.startsWith(b) || b.startsWith(a) ? 0 : DIFFERENT_PLACE
}
type Beyond = {
  bits: number
  /** Both have papers, and of no kind do they share one. */
  isOtherKind: boolean
  /** Of `bits`, what a family shares. */
  ofFamily: number
  reasons: Reason[]
  isOtherSex: boolean
}

function beyondNames(a: Prepared, b: Prepared, register: Register): Beyond {
  const reasons: Reason[] = []
  let bits = 0
  let ofFamily = 0
  const documents = compareDocuments(a, b)
  if (documents === 'another_kind') bits += ANOTHER_KIND_OF_DOCUMENT
  else if (documents) {
    bits += BITS[documents]
    reasons.push(documents)
  }
  const births = compareBirths(a.birth, b.birth)
  if (births) {
    bits += births.bits
    reasons.push(births.reason)
  }
  const isOtherSex = a.sex !== undefined && b.sex !== undefined && a.sex !== b.sex
  if (isOtherSex) bits += BITS.different_sex
  if (a.telephones.length > 0 && b.telephones.length > 0) {
    const isSame = a.telephones.some((one) => b.telephones.includes(one))
    bits += isSame ? BITS.same_phone : DIFFERENT_TELEPHONE
    if (isSame) {
      ofFamily += BITS.same_phone
      reasons.push('same_phone')
    }
  }
  if (a.place !== undefined && b.place !== undefined) {
    const ofPlace = ofPlaces(a.place, b.place, register)
    bits += ofPlace
    if (a.place === b.place) {
      ofFamily += ofPlace
      reasons.push('same_place')
    }
  }
  return { bits, ofFamily, reasons, isOtherSex, isOtherKind: documents === 'another_kind' }
}

function withNames(a: Prepared, b: Prepared, register: Register, beyond: Beyond): Likeness {
  const names = compareNames(a.names, b.names, register.shares)
  const reasons = inOrder([
    ...beyond.reasons,
    ...names.reasons,
    ...(beyond.isOtherSex ? (['different_sex'] as const) : []),
  ])
  const givenNames = Math.min(a.names.given.length, b.names.given.length)
  const score = beyond.bits + names.bits + jointly(reasons, beyond.ofFamily, givenNames)
  const is = judged(score, reasons, register)
  // Where nobody is stopped there is nothing to spare twins: files leave such pairs open by rules of their own.
  const isOnlyShown = register.strong === undefined && is.strength === 'strong' && mayBeTwins(reasons, beyond)
  return { score, reasons, ...is, ...(isOnlyShown && { strength: 'possible' as const }) }
}

/**
 * Born on one day, and one has a given name more, as the twin of somebody has who shares the first name: with papers of
 * another kind, or from one home with one telephone, this is looked at and stops nobody.
 */
function mayBeTwins(reasons: readonly Reason[], { isOtherKind }: Beyond): boolean {
  const has = (reason: Reason) => reasons.includes(reason)
  if (!has('same_birth_date') || !has('given_name_missing')) return false
  if (has('same_document') || has('document_digits_swapped')) return false
  return isOtherKind || (has('same_phone') && has('same_place'))
}

export function probabilityOf(score: number, { people, known = KNOWN_BEFORE }: Register): number {
  const odds = 2 ** score * (known / people)
  return odds === Infinity ? 1 : odds / (1 + odds)
}

/** What a score with its reasons means in a register. */
export function judged(
  score: number,
  reasons: readonly Reason[],
  register: Register,
): Pick<Likeness, 'probability' | 'strength'> {
  const probability = probabilityOf(score, register)
  return { probability, strength: strengthOf(probability, reasons, register.strong) }
}

/** What reasons say together, beyond what each says alone. */
function jointly(reasons: readonly Reason[], ofFamily: number, givenNames: number): number {
  const has = (reason: Reason) => reasons.includes(reason)
  // One of two twins has the other's first name and one more: home and telephone are no evidence between them.
  if (has('given_name_missing')) return -ofFamily - (has('same_birth_date') ? 1 : 0)
  if (!has('same_birth_date') || has('surname_different')) return 0
  const bits = has('same_names')
    ? BORN_AND_NAMED.same_names
    : has('given_name_similar')
      ? BORN_AND_NAMED.given_name_similar
      : 0
  return givenNames > 1 ? bits : bits / 2
}

/** As they are read to a clerk: documents, birth, names, telephone, place, sex. */
const inOrder = (reasons: readonly Reason[]): Reason[] => {
  const isLate = (reason: Reason) =>
    reason === 'same_phone' || reason === 'same_place' || reason === 'different_sex'
  return [...reasons.filter((one) => !isLate(one)), ...reasons.filter(isLate)]
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

function strengthOf(probability: number, reasons: readonly Reason[], strong = STRONG): Strength | undefined {
  // The same document is always shown: it is one person, or one of the two numbers is wrong.
  if (reasons.includes('same_document')) return probability >= strong ? 'strong' : 'possible'
  if (reasons.includes('given_name_different')) return undefined
  // Parent and child, or two of one name: a date that is known and another is never explained by names; nor is a twin's
  // document by a given name that is missing, or is only like the other's.
  const isRefuted =
    reasons.includes('different_birth_date') ||
    (reasons.includes('different_document') &&
      (reasons.includes('given_name_missing') || reasons.includes('given_name_similar')))
  // Names alone never block a registration: many people of one town share them.
  if (probability >= strong && !isRefuted && reasons.some((reason) => BEYOND_NAMES.has(reason)))
    return 'strong'
  return probability >= POSSIBLE ? 'possible' : undefined
}

type Documents =
  | 'same_document'
  | 'same_number_other_document'
  | 'document_digits_swapped'
  | 'different_document'

function compareDocuments(a: Prepared, b: Prepared): Documents | 'another_kind' | undefined {
  let found: Documents | 'another_kind' | undefined
  for (const left of a.documents)
    for (const right of b.documents) {
      const isSameKind = left.type === right.type && left.country === right.country
      if (left.number === right.number) {
        if (isSameKind) return 'same_document'
        found = 'same_number_other_document'
      } else if (found === 'same_number_other_document') continue
      else if (isSameKind && isNearNumber(left.number, right.number)) found = 'document_digits_swapped'
      else if (isSameKind && found !== 'document_digits_swapped') found = 'different_document'
      else found ??= 'another_kind'
    }
  return found
}
