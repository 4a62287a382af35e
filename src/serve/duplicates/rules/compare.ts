// Weighs the evidence that two records are one person, and returns the reasons for and against it.
import type { Born, Reason, Strength } from '../../record/operations.ts'
import { compareBirths, readBirth, type Birth } from './births.ts'
import { SHIPPED, type Frequencies } from './frequencies.ts'
import { compareNames, type Names } from './names.ts'
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
export type Register = { people: number; shares: Frequencies }
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
  birth: Birth | undefined
  sex: string | undefined
  documents: readonly { type: string; country: string; number: string }[]
  telephones: readonly string[]
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
  }
}

/**
 * Evidence in bits, log2(m/u): how much likelier an observation is between two records of one person than
 * between two strangers (Fellegi and Sunter 1969).
 */
const BITS = {
  same_document: 17,
  same_number_other_document: 7,
  document_digits_swapped: 8,
  different_document: -4.5,
  same_phone: 5,
  different_sex: -5,
} as const satisfies Partial<Record<Reason, number>>
const DIFFERENT_TELEPHONE = -1.2
const ANOTHER_KIND_OF_DOCUMENT = -1

/** From this probability a likeness blocks a new record until somebody decides. */
export const STRONG = 0.98
/** From this probability a likeness is shown. */
export const POSSIBLE = 0.3
/** Of the people who come, how many are on record already. */
const KNOWN_BEFORE = 0.2

/**
 * Compares two records. Twins and siblings share surnames, birth date, telephone and home, so a different given name
 * weighs against all of that together, and only a shared document is stronger.
 */
export const compare = (a: Comparable, b: Comparable, register: Register = DEFAULT): Likeness =>
  comparePrepared(prepare(a), prepare(b), register)

export function comparePrepared(a: Prepared, b: Prepared, register: Register = DEFAULT): Likeness {
  const reasons: Reason[] = []
  let score = 0
  const add = (bits: number, reason?: Reason) => {
    score += bits
    if (reason) reasons.push(reason)
  }
  const documents = compareDocuments(a, b)
  if (documents === 'another_kind') add(ANOTHER_KIND_OF_DOCUMENT)
  else if (documents) add(BITS[documents], documents)
  const births = compareBirths(a.birth, b.birth)
  if (births) add(births.bits, births.reason)
  const names = compareNames(a.names, b.names, register.shares)
  score += names.bits
  reasons.push(...names.reasons)
  if (a.telephones.length > 0 && b.telephones.length > 0) {
    if (a.telephones.some((one) => b.telephones.includes(one))) add(BITS.same_phone, 'same_phone')
    else add(DIFFERENT_TELEPHONE)
  }
  if (a.sex && b.sex && a.sex !== b.sex) add(BITS.different_sex, 'different_sex')
  const odds = 2 ** score * (KNOWN_BEFORE / register.people)
  const probability = odds / (1 + odds)
  return { score, probability, strength: strengthOf(probability, reasons), reasons }
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

function strengthOf(probability: number, reasons: readonly Reason[]): Strength | undefined {
  // The same document is always shown: it is one person, or one of the two numbers is wrong.
  if (reasons.includes('same_document')) return probability >= STRONG ? 'strong' : 'possible'
  if (reasons.includes('given_name_different')) return undefined
  // Parent and child, or two of one name: a date that is known and another is never explained by names.
  const isRefuted = reasons.includes('different_birth_date')
  // Names alone never block a registration: many people of one town share them.
  if (probability >= STRONG && !isRefuted && reasons.some((reason) => BEYOND_NAMES.has(reason)))
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
