// Match keys: about ten numbers per person by which one index finds likely duplicates, without reading any
// name.
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

/** A document number as it is compared: A–Z and 0–9, upper case, without leading zeros. */
export function foldNumber(number: string): string {
  const plain = fold(number).replaceAll(' ', '').toUpperCase()
  return plain.replace(/^0+(?=.)/u, '')
}

/**
 * The last nine digits of a telephone number: enough to distinguish people, without country code and trunk
 * zero.
 */
export function foldPhone(value: string): string | undefined {
  const digits = normalized(value, 'NFKC').replace(/\D/gu, '')
  return digits.length >= 7 && !value.includes('@') ? digits.slice(-9) : undefined
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

/**
 * The match keys of a person (about ten), the most specific first. Each still matches when another detail is
 * wrong or missing: document · its digits in any order with the birth year · telephone · birth date (day and
 * month in any order) with each surname and with each given name · both surnames with a given name · surname,
 * given name and birth year · first surname with both given names · first surname and first given name.
 */
export function matchKeys(person: Keyed): number[] {
  const { given, surnames } = readNames(person)
  const g = given.map(sound)
  const s = surnames.map(sound)
  const birth = birthKey(person.born)
  const year = birthYear(person.born)
  const texts: string[] = []
  for (const { number } of person.identifiers ?? []) {
    const folded = foldNumber(number)
    texts.push(`d ${folded}`)
    if (year !== undefined && folded.length >= 5) texts.push(`o ${[...folded].sort().join('')} ${year}`)
  }
  for (const phone of person.phones ?? []) {
    const folded = foldPhone(phone)
    if (folded) texts.push(`t ${folded}`)
  }
  if (birth) for (const word of [...s, ...g.slice(0, 2)]) texts.push(`b ${birth} ${word}`)
  if (s.length === 2) for (const word of g.slice(0, 2)) texts.push(`n ${[...s].sort().join(' ')} ${word}`)
  if (g[0] !== undefined) {
    if (year !== undefined) for (const word of s) texts.push(`y ${year} ${word} ${g[0]}`)
    if (s[0] !== undefined) {
      texts.push(`f ${s[0]} ${g[0]}`)
      if (g[1] !== undefined) texts.push(`g ${s[0]} ${g.slice(0, 2).sort().join(' ')}`)
    }
  }
  return [...new Set(texts.map(keyOf))]
}

/**
 * Keys of people whose names sound like these words, whichever of them are surnames. Three words together
 * match more precisely than two.
 *
 * @param words folded; the first five are used
 */
export function soundKeys(words: readonly string[]): number[] {
  const sounds = [...new Set(words.filter((word) => word.length > 1).map(sound))].slice(0, 5)
  const texts = sounds.flatMap((one) =>
    sounds.flatMap((two) => {
      if (two === one) return []
      const others = sounds.filter((word) => word !== one && word !== two)
      return [
        `f ${one} ${two}`,
        ...others.map((three) => `n ${[one, two].sort().join(' ')} ${three}`),
        ...others.map((three) => `g ${one} ${[two, three].sort().join(' ')}`),
      ]
    }),
  )
  return [...new Set(texts.map(keyOf))]
}

/** The words by which a person is found while a name is typed: the folded words of all names, each once. */
export function searchWords(person: Keyed & { called?: string | null | undefined }): string[] {
  const all = [person.givenNames, person.firstSurname, person.secondSurname, person.called].flatMap(nameWords)
  return [...new Set(all)].slice(0, 8)
}
