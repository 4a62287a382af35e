// Normalises and compares names as written in Spanish-speaking countries: folded, without particles, by
// sound.
import { normalized } from '../../../kernel/words.ts'

/** Particles of surnames, which are written, left out and moved inconsistently. */
const PARTICLES = new Set(
  'de del la las los el y e da das do dos di du van von der den bin ibn al'.split(' '),
)

/** Abbreviations found in many registers. */
const SHORT_FORMS: ReadonlyMap<string, string> = new Map([
  ['ma', 'maria'],
  ['fco', 'francisco'],
  ['fca', 'francisca'],
  ['gpe', 'guadalupe'],
])

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ؤ: 'و',
  ئ: 'ي',
  ـ: '',
}
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu')

/**
 * Invisible characters: soft hyphens, zero-width spaces, direction marks. The Persian non-joiner separates
 * words and stays.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}--\u200c]+/gv

/**
 * Folds a text for comparison: lower case, without accents, Arabic vowel signs and invisible characters, `ñ`
 * as `n`, everything but letters and digits a space. Folding twice changes nothing.
 */
export function fold(text: string): string {
  // A fast path for most of what is typed; the full one takes ten times as long.
  if (/^[\w .-]*$/u.test(text))
    return text
      .toLowerCase()
      .replace(/[_ .-]+/gu, ' ')
      .trim()
  return normalized(text, 'NFKC')
    .replace(INVISIBLE, '')
    .toLowerCase()
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .replace(/['’`´ʼ]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Caches results up to a bound, since names repeat by the thousand: comparing becomes ten times faster. */
export function remembered<Read>(read: (text: string) => Read): (text: string) => Read {
  const known = new Map<string, Read>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const now = read(text)
    if (known.size >= 20_000) known.clear()
    known.set(text, now)
    return now
  }
}

/**
 * The words of a folded name that identify it: without particles, unless nothing else is left; abbreviations
 * written out.
 */
export function nameWords(name: string | null | undefined): readonly string[] {
  return name ? wordsOf(name) : []
}

const wordsOf = remembered((name): readonly string[] => {
  const words = fold(name)
    .split(' ')
    .filter((word) => word !== '')
  const carrying = words.filter((word) => !PARTICLES.has(word))
  return (carrying.length > 0 ? carrying : words).map((word) => SHORT_FORMS.get(word) ?? word)
})

/** A name as the search tables store it: its words sorted, so that the typed order does not matter. */
export const spaced = (words: readonly string[]): string =>
  words
    .toSorted()
    .map((word) => ` ${word}`)
    .join('')

export type Names = { given: readonly string[]; surnames: readonly string[] }

type Written = {
  givenNames?: string | null | undefined
  firstSurname?: string | null | undefined
  secondSurname?: string | null | undefined
}

/**
 * Given names and surnames as words, at most three and two. Two surnames typed into one field are split; a
 * compound surname beside a second one keeps its first word.
 */
export function readNames(written: Written): Names {
  const first = nameWords(written.firstSurname)
  const second = nameWords(written.secondSurname)
  const surnames = second.length === 0 ? first.slice(0, 2) : [...first.slice(0, 1), ...second.slice(0, 1)]
  return { given: nameWords(written.givenNames).slice(0, 3), surnames }
}

/**
 * How a word sounds in Spanish: B/V, S/Z/C, LL/Y/I, G/J/X, QU/K/C and a silent H become equal, doubled
 * letters count once, a final S or Z is dropped (Chirino, Chirinos). Words in other scripts stay as they are.
 *
 * @param word one folded word
 */
export const sound = remembered((word: string): string => {
  if (!/^[a-z]+$/u.test(word)) return word
  const phonetic = word
    .replace(/ph/gu, 'f')
    .replace(/sch|sh/gu, 's')
    .replace(/[td]h/gu, (pair) => pair.charAt(0))
    .replace(/^(?:jh|yh|gh)/u, 'j')
    .replace(/ch/gu, 'C')
    .replace(/qu(?=[ei])/gu, 'k')
    .replace(/gu(?=[ei])/gu, 'G')
    .replace(/g(?=[eiy])/gu, 'j')
    .replace(/c(?=[eiy])/gu, 's')
    .replace(/[cq]/gu, 'k')
    .replace(/ks/gu, 's')
    .replace(/v/gu, 'b')
    .replace(/^(?:w|gu|hu)(?=[aeiou])/u, 'u')
    .replace(/w/gu, 'u')
    .replace(/z/gu, 's')
    .replace(/^x(?=[aeiou])/u, 'j')
    .replace(/x/gu, 's')
    .replace(/ll/gu, 'i')
    .replace(/y/gu, 'i')
    .replace(/h/gu, '')
    .replace(/n(?=[bp])/gu, 'm')
    .replace(/^p(?=[sn])/u, '')
    .replace(/^[ji]+(?=[aeou])/u, 'i')
    .replace(/^ji/u, 'i')
    .replace(/(.)\1+/gu, '$1')
  return (phonetic.length > 3 ? phonetic.replace(/s$/u, '') : phonetic).toLowerCase()
})

/**
 * Likeness of two words from 0 to 1 (Jaro–Winkler, prefix scale 0.1 over four letters).
 * Source: Winkler 1990, "String comparator metrics and enhanced decision rules".
 */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  if (a === '' || b === '') return 0
  const reach = Math.max(Math.floor(Math.max(a.length, b.length) / 2) - 1, 0)
  const taken = Array.from({ length: b.length }, () => false)
  const matched: string[] = []
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j++) {
      if (taken[j] || a[i] !== b[j]) continue
      taken[j] = true
      matched.push(a.charAt(i))
      break
    }
  }
  if (matched.length === 0) return 0
  let transposed = 0
  let at = 0
  for (let j = 0; j < b.length; j++) if (taken[j] && b[j] !== matched[at++]) transposed++
  const m = matched.length
  const jaro = (m / a.length + m / b.length + (m - transposed / 2) / m) / 3
  let prefix = 0
  while (prefix < 4 && prefix < a.length && prefix < b.length && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}
