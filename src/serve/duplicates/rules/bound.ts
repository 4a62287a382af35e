// Whether two records of files could be shown as one person at all, seen quickly: for the millions of pairs of which a
// few are compared. What it lets through is compared by the same rules as at the desk; what these would show, it never stops.
import { compareBirths } from './births.ts'
import {
  BIRTH,
  FLAGS,
  GIVEN,
  GIVEN_WORDS,
  MARRIED,
  MORE,
  MOST,
  PLACE,
  SEX,
  STRIDE,
  SURNAME_WORDS,
  SURNAMES,
  TELEPHONE,
  WORDS,
  type Columns,
} from './columns.ts'
import {
  ANOTHER_KIND_OF_DOCUMENT,
  BITS,
  BORN_AND_NAMED,
  DIFFERENT_PLACE,
  DIFFERENT_TELEPHONE,
  ofPlaces,
  type Register,
} from './compare.ts'
import {
  bitsAt,
  COMMON,
  GIVEN_MISSING,
  MARRIED_SURNAME,
  MOST_OF_NAMES,
  mostOfWord,
  OF_REST,
  SURNAME_DIFFERENT,
  SURNAME_MISSING,
} from './names.ts'
import { isNearNumber } from './numbers.ts'
import { LENGTH, LETTERS, PLAIN, SOUND, SOUND_LETTERS, WORD_STRIDE } from './dictionary.ts'
import { BY_TYPING, differing, EXACT, levelOf, NOT, type Level } from './words.ts'

/** Bits in a whole number, rounded up. */
const FINE = 1024
const lengthOf = (number: number) => {
  let length = 1
  for (let least = 10; least <= number; least *= 10) length++
  return length
}
/** Against what is rounded when numbers are added in another order. */
const ROUNDED = 1e-6

/**
 * Whether the rules may give two records the score `least`, or show them whatever their score.
 *
 * @param least as `scoreOf` gives it
 */
export function boundOf(
  columns: Columns,
  register: Register,
  least: number,
): (a: number, b: number) => boolean {
  const { records } = columns
  const names = namesOf(columns, register)
  const places = columns.placeNames.all
  const ofPlace = Float64Array.from(places, (place) => ofPlaces(place, place, register))
  const placeLength = Uint32Array.from(places, ({ length }) => length)
  const enough = least - ROUNDED
  return (one, other) => {
    const a = one * STRIDE
    const b = other * STRIDE
    const [x, y] = [records[a + BIRTH] as number, records[b + BIRTH] as number]
    const born = compareBirths(x, y)
    const isSameBirth = born !== undefined && born.reason === 'same_birth_date'
    let bits = born === undefined ? 0 : born.bits
    const sexes = (records[a + FLAGS] as number) & (records[b + FLAGS] as number) & SEX
    if (
      sexes === 0 &&
      ((records[a + FLAGS] as number) & SEX) > 0 &&
      ((records[b + FLAGS] as number) & SEX) > 0
    )
      bits += BITS.different_sex
    const [place, otherPlace] = [records[a + PLACE] as number, records[b + PLACE] as number]
    if (place > 0 && otherPlace > 0) {
      if (place === otherPlace) bits += ofPlace[place - 1] as number
      // One of two places may lie in the other only if its code is longer.
      else if (placeLength[place - 1] === placeLength[otherPlace - 1]) bits += DIFFERENT_PLACE
    }
    const hasMore = (((records[a + FLAGS] as number) | (records[b + FLAGS] as number)) & MORE) > 0
    const telephones = hasMore ? telephoneBits(one, other) : firstTelephones(a, b)
    bits += telephones
    const most =
      Math.min(records[a + MOST] as number, records[b + MOST] as number) / FINE +
      (isSameBirth ? BORN_AND_NAMED.same_names : 0)
    const documents = documentBits(one, other, hasMore, enough - bits - most)
    if (documents === BITS.same_document) return true
    bits += documents
    return bits + most >= enough && names(a, b, enough - bits, isSameBirth)
  }

  function firstTelephones(a: number, b: number): number {
    const [x, y] = [records[a + TELEPHONE] as number, records[b + TELEPHONE] as number]
    if (x === 0 || y === 0) return 0
    return x === y ? BITS.same_phone : DIFFERENT_TELEPHONE
  }
  function telephoneBits(one: number, other: number): number {
    let bits = 0
    for (const i of [false, true])
      for (const j of [false, true]) {
        const [x, y] = [columns.telephoneOf(one, i), columns.telephoneOf(other, j)]
        if (x > 0 && y > 0 && x === y) return BITS.same_phone
        if (x > 0 && y > 0) bits = DIFFERENT_TELEPHONE
      }
    return bits
  }
  function isNear(x: number, y: number): boolean {
    // Of one length, a digit that differs or two neighbours exchanged are a difference of 81 at most, and zeros.
    if (x > 0 && y > 0 && lengthOf(x) === lengthOf(y)) {
      let apart = Math.abs(x - y)
      while (apart % 10 === 0) apart /= 10
      if (apart > 81) return false
    }
    return isNearNumber(columns.numberOf(x), columns.numberOf(y))
  }
  /** @param needed what documents must give for the pair to be enough: what cannot be reached need not be exact */
  function documentBits(one: number, other: number, hasMore: boolean, needed: number): number {
    let bits = 0
    for (let i = 0; i < (hasMore ? 2 : 1); i++)
      for (let j = 0; j < (hasMore ? 2 : 1); j++) {
        const [x, y] = [columns.documentOf(one, i > 0), columns.documentOf(other, j > 0)]
        if (x === 0 || y === 0) continue
        const isSameKind = columns.kindOf(one, i > 0) === columns.kindOf(other, j > 0)
        if (x === y) {
          if (isSameKind) return BITS.same_document
          bits = BITS.same_number_other_document
        } else if (bits > 0) continue
        else if (!isSameKind || hasMore) bits = ANOTHER_KIND_OF_DOCUMENT
        else bits = BITS.different_document
        if (isSameKind && x !== y && BITS.document_digits_swapped >= needed && isNear(x, y))
          bits = BITS.document_digits_swapped
      }
    return bits
  }
}

type OfNames = (a: number, b: number, needed: number, isSameBirth: boolean) => boolean

/** Whether the names of two records may give `needed` bits; begins by noting the most that each record's can give. */
function namesOf(columns: Columns, { shares }: Register): OfNames {
  const { records, count } = columns
  const { words } = columns
  const { table } = words
  const size = words.count + 1
  const [givenBits, surnameBits] = [new Float64Array(size), new Float64Array(size)]
  const [givenCommon, surnameCommon] = [new Uint8Array(size), new Uint8Array(size)]
  for (let id = 1; id < size; id++) {
    const text = words.textOf(id)
    const [given, surname] = [shares.given(text), shares.surname(text)]
    givenBits[id] = mostOfWord(given)
    surnameBits[id] = mostOfWord(surname)
    givenCommon[id] = Number(given > COMMON)
    surnameCommon[id] = Number(surname > COMMON)
  }
  for (let at = 0; at < count * STRIDE; at += STRIDE) {
    let bits = 0
    for (let i = at; i < at + WORDS; i++) {
      bits += Math.max(givenBits[records[i + GIVEN] as number] as number, 0)
      bits += Math.max(surnameBits[records[i + SURNAMES] as number] as number, 0)
    }
    records[at + MOST] = Math.ceil(Math.min(bits, MOST_OF_NAMES) * FINE)
  }

  /** Levels of pairs of words that were compared before, each where its hash says, until another takes the place. */
  const [PLACES, SHIFT] = [2 ** 18, 14]
  const [lower, higher] = [new Int32Array(PLACES), new Int32Array(PLACES)]
  const levels = new Uint8Array(PLACES)
  const level = (x: number, y: number): Level => {
    if (x === y) return EXACT
    const [one, other] = [x * WORD_STRIDE, y * WORD_STRIDE]
    if (
      ((table[one + PLAIN] as number) & (table[other + PLAIN] as number)) === 1 &&
      differing(table[one + LETTERS] as number, table[other + LETTERS] as number) > 4 &&
      differing(table[one + SOUND_LETTERS] as number, table[other + SOUND_LETTERS] as number) > 2
    )
      return NOT
    const [low, high] = x < y ? [x, y] : [y, x]
    const place = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> SHIFT
    if (lower[place] === low && higher[place] === high) return levels[place] as Level
    const found = levelOf(words.at(low), words.at(high))
    lower[place] = low
    higher[place] = high
    levels[place] = found
    return found
  }

  const lengthAt = (word: number) => table[word * WORD_STRIDE + LENGTH] as number
  const soundAt = (place: number) => table[(records[place] as number) * WORD_STRIDE + SOUND] as number
  /** How many words of each side agree with one of the other, after `pairUp`. */
  let [fewerAgree, moreAgree] = [0, 0]
  /** The most that words from `a` say of words from `b`. @param few words from `a`, no more than those from `b` */
  function pairUp(
    a: number,
    few: number,
    b: number,
    many: number,
    bits: Float64Array,
    common: Uint8Array,
  ): number {
    fewerAgree = 0
    let agreeing = 0
    let first = 0
    let sum = 0
    for (let i = a; i < a + few; i++) {
      const x = records[i] as number
      let best = -1
      for (let j = 0; j < many; j++) {
        const y = records[b + j] as number
        const how = level(x, y)
        if (how === NOT || (how <= BY_TYPING && common[x] === 1 && common[y] === 1)) continue
        agreeing |= 1 << j
        const length = Math.min(lengthAt(x), lengthAt(y))
        const here = bitsAt(how, Math.min(bits[x] as number, bits[y] as number), length)
        best = Math.max(best, here, 0)
      }
      if (best < 0) continue
      fewerAgree++
      first = Math.max(first, best)
      sum += best
    }
    moreAgree = (agreeing & 1) + ((agreeing >> 1) & 1) + ((agreeing >> 2) & 1) + ((agreeing >> 3) & 1)
    return first + OF_REST * (sum - first)
  }
  const shareSound = (a: number, b: number) => {
    for (let i = a; i < a + WORDS && (records[i] as number) > 0; i++)
      for (let j = b; j < b + WORDS && (records[j] as number) > 0; j++)
        if (soundAt(i) === soundAt(j)) return true
    return false
  }
  const mayBeExchanged = (a: number, b: number) =>
    shareSound(a + GIVEN, b + SURNAMES) && shareSound(a + SURNAMES, b + GIVEN)

  return (a, b, needed, isSameBirth) => {
    const [flags, others] = [records[a + FLAGS] as number, records[b + FLAGS] as number]
    const [given, otherGiven] = [(flags >> GIVEN_WORDS) & 7, (others >> GIVEN_WORDS) & 7]
    const [surnames, otherSurnames] = [(flags >> SURNAME_WORDS) & 7, (others >> SURNAME_WORDS) & 7]
    // Names may stand in one field: left to the rules.
    if (given === 0 || otherGiven === 0 || surnames === 0 || otherSurnames === 0) return true
    const fewGiven = Math.min(given, otherGiven)
    const fewSurnames = Math.min(surnames, otherSurnames)
    let bits =
      given < otherGiven
        ? pairUp(a + GIVEN, given, b + GIVEN, otherGiven, givenBits, givenCommon)
        : pairUp(b + GIVEN, otherGiven, a + GIVEN, given, givenBits, givenCommon)
    const isOther = fewerAgree === 0 || (fewerAgree < fewGiven && moreAgree < Math.max(given, otherGiven))
    if (isOther) return mayBeExchanged(a, b)
    let jointly = isSameBirth ? BORN_AND_NAMED.same_names : 0
    if (given !== otherGiven) {
      bits -= GIVEN_MISSING.first
      jointly = Math.min(jointly, BORN_AND_NAMED.given_name_similar)
    }
    if (fewGiven === 1) jointly /= 2
    const family =
      surnames < otherSurnames
        ? pairUp(a + SURNAMES, surnames, b + SURNAMES, otherSurnames, surnameBits, surnameCommon)
        : pairUp(b + SURNAMES, otherSurnames, a + SURNAMES, surnames, surnameBits, surnameCommon)
    if (fewerAgree === 0) {
      bits -= SURNAME_DIFFERENT.loss
      jointly = 0
    } else if (fewerAgree < fewSurnames && moreAgree < Math.max(surnames, otherSurnames)) {
      const isMarried = ((flags | others) & MARRIED) > 0
      if (isMarried) bits += family - MARRIED_SURNAME
      else {
        bits += SURNAME_DIFFERENT.share * family - SURNAME_DIFFERENT.loss
        jointly = 0
      }
    } else bits += surnames === otherSurnames ? family : family - SURNAME_MISSING.first
    return Math.min(bits, MOST_OF_NAMES) + jointly >= needed || mayBeExchanged(a, b)
  }
}
