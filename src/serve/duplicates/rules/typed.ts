// What was typed into one box to find somebody: numbers apart from names, and how like a name its words are.
import { digitsIn } from '../../../kernel/digits.ts'
import { nameWords, type Reason } from '../../record/operations.ts'
import { SHIPPED, type Frequencies } from './frequencies.ts'
import {
  BY_SOUND,
  BY_TYPING,
  EXACT,
  FAR,
  givenWords,
  levelOf,
  NICKNAME,
  surnameWords,
  word,
  type Word,
} from './words.ts'

/** Digits from which a piece is a number of a document or a telephone, and no part of a name. */
const LEAST_DIGITS = 4
const digits = (piece: string) => digitsIn(piece).length
const isFigures = (piece: string) => /^[\p{Nd}+().\p{Pd}]+$/u.test(piece) && digits(piece) > 0

export type Typed = { words: readonly string[]; numbers: readonly string[] }

/**
 * Splits it into words of names and numbers, in any order: `Ana V-24.918.333`, `+57 311 555 0101`. A single letter
 * before figures is a prefix.
 */
export function readText(text: string): Typed {
  const numbers: string[] = []
  const rest: string[] = []
  let run: string[] = []
  const end = () => {
    const number = run.join(' ')
    if (digits(number) >= LEAST_DIGITS) numbers.push(number)
    else rest.push(...run)
    run = []
  }
  for (const piece of text.split(/[\s,;]+/u)) {
    if (isFigures(piece)) run.push(piece)
    else {
      end()
      if (digits(piece) >= LEAST_DIGITS) numbers.push(piece)
      else if (/^\p{L}[-.]?$/u.test(piece)) run.push(piece)
      else rest.push(piece)
    }
  }
  end()
  return { words: [...new Set(nameWords(rest.join(' ')))].slice(0, 6), numbers: numbers.slice(0, 3) }
}

type Named = {
  givenNames?: string | null | undefined
  firstSurname?: string | null | undefined
  secondSurname?: string | null | undefined
  called?: string | null | undefined
}

/** In bits: a typed word that the name does not have, and a word of the name that was not typed. */
const NOT_THERE = -8
const NOT_TYPED = -0.5
const IN_ORDER = 0.25
const MOST_OF_WORD = 12
/** What an agreement loses against an exact one, and the most that it says. */
const AGREES = {
  [BY_SOUND]: { loses: 2, most: 10 },
  [NICKNAME]: { loses: 3.5, most: 8 },
  [BY_TYPING]: { loses: 3.5, most: 7 },
  [FAR]: { loses: 6, most: 2 },
} as const
/** What each typed letter of a beginning says. */
const A_LETTER = 1.5
const LEVELS = [EXACT, 'begins', BY_SOUND, NICKNAME, BY_TYPING, FAR] as const

export type NameFound = {
  bits: number
  /** Typed words that the name has, and those that it has not. */
  there: number
  missing: number
  reasons: Reason[]
}

/**
 * How like what was typed a name is, whichever words are surnames.
 *
 * @param typed folded words, each once
 */
export function nameFound(typed: readonly string[], named: Named, shares: Frequencies = SHIPPED): NameFound {
  const { own, joined, given } = wordsOf(named)
  const all = [...own, ...joined]
  const left = new Map(
    typed.map((text) => {
      const one = word(text)
      return [one, all.map((other) => levelOf(one, other))] as const
    }),
  )
  const partners = new Map<Word, Word>()
  const similar = new Set<Reason>()
  let isBeginning = false
  let bits = 0
  for (const level of LEVELS)
    for (const [one, levels] of left) {
      const other = all.find(
        (another, at) =>
          (level === 'begins' ? begins(one, another) : levels[at] === level) && !partners.has(another),
      )
      if (!other) continue
      partners.set(other, one)
      left.delete(one)
      bits += bitsOf(one, other, level, shares)
      if (level === 'begins') isBeginning = true
      else if (level !== EXACT) similar.add(given.has(other) ? 'given_name_similar' : 'surname_similar')
    }
  const untyped = joined.some((one) => partners.has(one)) ? 0 : own.length - partners.size
  const isWhole = left.size === 0 && untyped === 0 && !isBeginning
  return {
    bits:
      bits + NOT_THERE * left.size + NOT_TYPED * untyped + (isInOrder(typed, all, partners) ? IN_ORDER : 0),
    there: partners.size,
    missing: left.size,
    reasons: similar.size > 0 ? [...similar] : [isWhole ? 'same_names' : 'name_has_words'],
  }
}

/** The words of a name, each once, and those that are also written as one: `San Juan`, `Sanjuan`. */
function wordsOf(named: Named): { own: Word[]; joined: Word[]; given: ReadonlySet<Word> } {
  const given = [...givenWords(named.givenNames), ...givenWords(named.called)]
  const heard = [...surnameWords(named.firstSurname), ...surnameWords(named.secondSurname)]
  const surnames = [named.firstSurname, named.secondSurname]
    .flatMap(nameWords)
    .map((text) => heard.find((one) => one.text === text) ?? word(text))
  const own = [...new Map([...given, ...surnames].map((one) => [one.text, one])).values()]
  return { own, joined: heard.filter((one) => !surnames.includes(one)), given: new Set(given) }
}

/** Whether the words were typed as the name is written: Rojas Medina is not Medina Rojas. */
function isInOrder(
  typed: readonly string[],
  all: readonly Word[],
  partners: ReadonlyMap<Word, Word>,
): boolean {
  const places = all.flatMap((one) => {
    const partner = partners.get(one)
    return partner ? [typed.indexOf(partner.text)] : []
  })
  return places.length > 1 && places.every((place, at) => at === 0 || place > (places[at - 1] as number))
}

const begins = (typed: Word, name: Word): boolean =>
  name.text.startsWith(typed.text) || (name.joined?.startsWith(typed.text) ?? false)

function bitsOf(typed: Word, name: Word, level: (typeof LEVELS)[number], shares: Frequencies): number {
  if (level === 'begins') return A_LETTER * Math.min(typed.text.length, 6)
  const shareOf = ({ text }: Word) => Math.max(shares.given(text), shares.surname(text))
  // As common as the commoner of the two: a slip makes a rare word of a common name.
  const bits = Math.min(Math.log2(0.9 / Math.max(shareOf(typed), shareOf(name))), MOST_OF_WORD)
  return level === EXACT ? bits : Math.max(0.5, Math.min(bits - AGREES[level].loses, AGREES[level].most))
}

/** Below the best by more than this, nobody is shown: each person who is shown is disclosed. */
const SHOWN_WITHIN = 12

/** Whether anybody whose name has all typed words could be shown beside somebody of so many bits. */
export const mayBeShown = (typed: readonly string[], best: number, shares: Frequencies = SHIPPED): boolean =>
  typed
    .map((text) => word(text))
    .reduce(
      (sum, one) => sum + Math.max(bitsOf(one, one, EXACT, shares), bitsOf(one, one, 'begins', shares)),
      IN_ORDER,
    ) >=
  best - SHOWN_WITHIN

/** Whom to show, the likeliest first; `nearer` orders those who are equally like. */
export function ranked<One extends { bits: number; there: number; missing: number }>(
  found: readonly One[],
  nearer: (a: One, b: One) => number,
): One[] {
  const like = found.filter(({ there, missing }) => missing === 0 || (missing === 1 && there >= 2))
  const best = Math.max(...like.map(({ bits }) => bits))
  return like
    .filter(({ bits }) => bits >= best - SHOWN_WITHIN)
    .sort((a, b) => b.bits - a.bits || nearer(a, b))
}
