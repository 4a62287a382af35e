// Match keys: about ten numbers per person by which one index finds likely duplicates, without reading any
// name.
import { digitsIn, plainDigits } from '../../../kernel/digits.ts'
import { normalized } from '../../../kernel/words.ts'
import type { Born } from './shapes.ts'
import { fold, nameWords, readNames, sound } from './names.ts'

export type Keyed = {
  givenNames?: string | null | undefined
  firstSurname?: string | null | undefined
  secondSurname?: string | null | undefined
  born?: Born | null | undefined
  identifiers?: readonly { number: string }[] | undefined
  phones?: readonly string[] | undefined
}

/**
 * A 53-bit number for a text (cyrb53), so that it is exact in JavaScript and in a bigint column. Two texts
 * that share a number only cost one more comparison: keys only propose candidates, `compare` decides.
 */
export function keyOf(text: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}

/** A document number as it is compared: letters without accents in upper case and 0–9, without leading zeros. */
export function foldNumber(number: string): string {
  const plain = fold(plainDigits(number)).replaceAll(' ', '').toUpperCase()
  return plain.replace(/^0+(?=.)/u, '')
}

/**
 * The last nine digits of a telephone number: enough to distinguish people, without country code and trunk
 * zero.
 */
export function foldPhone(value: string): string | undefined {
  const digits = digitsIn(normalized(value, 'NFKC'))
  return digits.length >= 7 && !value.includes('@') ? digits.slice(-9) : undefined
}

/** The digits of an identity number that is written with letters before it, of whatever script; undefined for others. */
const withoutPrefix = (folded: string): string | undefined =>
  /^\p{L}{1,3}(?<digits>\d{5,})$/u.exec(folded)?.groups?.['digits']?.replace(/^0+(?=.)/u, '')

/** The texts of keys for a document number, also without its prefix: V24918333 and 24918333. */
function numberTexts(number: string): string[] {
  const folded = foldNumber(number)
  const digits = withoutPrefix(folded)
  return [folded, ...(digits === undefined ? [] : [digits])].map((one) => `d ${one}`)
}

/** The year of birth as far as it is certain, never derived from an estimated age. */
export function birthYear(born: Born | null | undefined): number | undefined {
  if (!born) return undefined
  if ('date' in born) return Number(born.date.slice(0, 4))
  return 'year' in born ? born.year : undefined
}

/** Year and the smaller and larger of day and month: the same for 03/04 and 04/03. */
function birthKey(born: Born | null | undefined): string | undefined {
  if (!born || !('date' in born)) return undefined
  const pair = [born.date.slice(5, 7), born.date.slice(8, 10)].sort()
  return `${born.date.slice(0, 4)}${pair.join('')}`
}

/** Arabic letters and the Latin consonant that each is heard as, in pairs. */
const ARABIC_CONSONANTS: ReadonlyMap<string, string> = new Map(
  'بb تt ثt جj خk دd ذd رr زs سs شs صs ضd طt ظd غg فf قk كk لl مm نn کk'
    .split(' ')
    .map(([arabic = '', latin = '']) => [arabic, latin]),
)

/** The first consonant that is heard, also of a word in Arabic; its first letter when it has none. */
function firstConsonant(sounded: string): string {
  for (const letter of sounded) {
    if (/[b-df-gj-np-tvxz]/u.test(letter)) return letter
    const arabic = ARABIC_CONSONANTS.get(letter)
    if (arabic !== undefined) return arabic
  }
  return sounded.charAt(0)
}

/**
 * The version of the keys below. After a new kind of key the version is the next number, and a job gives it to everybody on
 * record (`server/rekeying.ts`). Until that has ended people are found by the keys of the version before: so kinds of key
 * are added, and one is removed only by a release after that.
 */
export const KEYS_VERSION = 3

/**
 * The match keys of a person (about fifteen), the most specific first. Each still matches when another detail is
 * wrong or missing: document · its digits in any order with the birth year · telephone · birth date (day and
 * month in any order) with each surname and with each given name, and with first consonants of both · both
 * surnames with a given name · surname, given name and birth year · a surname with both given names · first
 * surname and first given name · two names with the first consonant of a third.
 */
export function matchKeys(person: Keyed): number[] {
  const { given, surnames } = readNames(person)
  const g = given.map(sound)
  const s = surnames.map(sound)
  const birth = birthKey(person.born)
  const year = birthYear(person.born)
  const texts: string[] = []
  for (const { number } of person.identifiers ?? []) {
    texts.push(...numberTexts(number))
    const folded = foldNumber(number)
    if (year !== undefined && folded.length >= 5) texts.push(`o ${[...folded].sort().join('')} ${year}`)
  }
  for (const phone of person.phones ?? []) {
    const folded = foldPhone(phone)
    if (folded) texts.push(`t ${folded}`)
  }
  if (birth) {
    for (const word of [...s, ...g.slice(0, 2)]) texts.push(`b ${birth} ${word}`)
    // First consonants, for names with several errors or in another script.
    const [g0, g1] = g.map(firstConsonant)
    const [s0, s1] = s.map(firstConsonant)
    for (const [one, other] of [
      [g0, s0],
      [g0, s1],
      [g1, s0],
    ])
      if (one !== undefined && other !== undefined) texts.push(`i ${birth} ${[one, other].sort().join('')}`)
  }
  if (s.length === 2) for (const word of g.slice(0, 2)) texts.push(`n ${[...s].sort().join(' ')} ${word}`)
  if (g[0] !== undefined) {
    if (year !== undefined) for (const word of s) texts.push(`y ${year} ${word} ${g[0]}`)
    if (s[0] !== undefined) texts.push(`f ${s[0]} ${g[0]}`)
    if (g[1] !== undefined) for (const word of s) texts.push(`g ${word} ${g.slice(0, 2).sort().join(' ')}`)
  }
  // Of the words that are said first when somebody is asked for their name.
  texts.push(...slipTexts([g[0], ...(s.length === 2 ? s : [s[0], g[1]])].filter((one) => one !== undefined)))
  return [...new Set(texts.map(keyOf))]
}

/**
 * The texts of keys for two or three words of which one may be mistyped: the others, and the consonant it begins with.
 * Keys of two words are only made for those who have no third: nearly everybody shares two words and a consonant with others.
 */
function slipTexts(words: readonly string[]): string[] {
  if (words.length < 2) return []
  return words.map((word, at) => {
    const others = words.filter((_, other) => other !== at)
    return `s ${others.sort().join(' ')} ${firstConsonant(word)}`
  })
}

/**
 * Keys of people whose names sound like these words, whichever of them are surnames, also when one of two or three
 * is mistyped. Three words together match more precisely than two.
 *
 * @param words folded; the first five are used
 */
export function soundKeys(words: readonly string[]): number[] {
  const sounds = [...new Set(words.filter((word) => word.length > 1).map(sound))].slice(0, 5)
  const texts = sounds.flatMap((one, at) =>
    sounds.flatMap((two, next) => {
      if (two === one) return []
      const others = sounds.filter((word) => word !== one && word !== two)
      return [
        `f ${one} ${two}`,
        ...others.map((three) => `n ${[one, two].sort().join(' ')} ${three}`),
        ...others.map((three) => `g ${one} ${[two, three].sort().join(' ')}`),
        ...(next > at
          ? others.map((three) => `s ${[one, two].sort().join(' ')} ${firstConsonant(three)}`)
          : []),
      ]
    }),
  )
  if (sounds.length === 2) texts.push(...slipTexts(sounds))
  return [...new Set(texts.map(keyOf))]
}

/** What earlier releases kept of a document number: they left out letters and digits of other scripts. */
const onceStored = (typed: string) =>
  normalized(typed, 'NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/gu, '')
/** Of less too many people would be found. */
const SHORTEST_ONCE = 4

/** Keys of a document or telephone that was typed, whatever its prefix and marks. */
export function numberKeys(typed: string): number[] {
  const phone = foldPhone(typed)
  const once = onceStored(typed)
  const texts = [...numberTexts(typed), ...(once.length < SHORTEST_ONCE ? [] : numberTexts(once))]
  return [...new Set([...texts, ...(phone ? [`t ${phone}`] : [])])].map(keyOf)
}

/** The words by which a person is found while a name is typed: the folded words of all names, each once. */
export function searchWords(person: Keyed & { called?: string | null | undefined }): string[] {
  const all = [person.givenNames, person.firstSurname, person.secondSurname, person.called].flatMap(nameWords)
  return [...new Set(all)].slice(0, 8)
}
