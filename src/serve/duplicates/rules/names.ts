// Evidence in names: given names and surnames as sets with an order, in bits (log2 of how much likelier the
// observation is between two records of one person than between two strangers).
import type { Reason } from '../../record/operations.ts'
import type { Frequencies } from './frequencies.ts'
import { BY_SOUND, BY_TYPING, EXACT, FAR, levelOf, NICKNAME, type Level, type Word } from './words.ts'

export type Names = { given: readonly Word[]; surnames: readonly Word[]; isMarried: boolean }
export type Found = { bits: number; reasons: Reason[] }

/** Words of one side paired with words of the other, the best agreement first. */
type Pairing = {
  bits: number
  /** The weakest agreement of a pair. */
  weakest: Level
  inOrder: boolean
  firstWithFirst: boolean
  /** Words without a partner on each side. */
  left: number
  right: number
  pairs: number
}

/** What an agreement that is not exact loses against an exact one: it is rarer in one person, and commoner in two. */
const LOSS = { [BY_SOUND]: 2, [NICKNAME]: 3.5, [BY_TYPING]: 3.5 }
/** A word that agrees by typing alone says at most this, because every word has neighbours. */
const MOST_BY_TYPING = 7
/** No single word says more than this: rare names run in families. */
const MOST_OF_WORD = 12
/** All names together say at most this: relatives are named after one another. */
export const MOST_OF_NAMES = 26
/** From this share of people a word is a name of its own. */
export const COMMON = 6e-4
/** What two slips in one word still say. */
const OF_FAR = 2
/** Two names of one person are not independent of each other: of all but the one that says most, so much counts. */
export const OF_REST = 0.85
/** What is taken off where one side has a word fewer, where words differ on both sides, and where none agrees. */
export const GIVEN_MISSING = { first: 1.5, other: 4 }
export const SURNAME_MISSING = { first: 1.8, other: 5 }
export const MARRIED_SURNAME = 3
const GIVEN_DIFFERENT = { share: 0.5, loss: 9 }
export const SURNAME_DIFFERENT = { share: 0.7, loss: 8 }

function bitsOf(level: Level, a: Word, b: Word, share: (word: string) => number): number {
  const common = Math.max(share(a.text), level === EXACT ? 0 : share(b.text))
  return bitsAt(level, mostOfWord(common), Math.min(a.text.length, b.text.length))
}

/**
 * What two words say that agree so.
 *
 * @param bits what the commoner of both says when it agrees exactly
 * @param length letters of the shorter
 */
export function bitsAt(level: Level, bits: number, length: number): number {
  if (level === EXACT) return bits
  if (level === BY_SOUND) return Math.max(bits - LOSS[BY_SOUND], 0.5)
  if (level === NICKNAME) return Math.max(bits - LOSS[NICKNAME], 0.5)
  if (level === FAR) return OF_FAR
  return Math.max(Math.min(bits - LOSS[BY_TYPING], length < 6 ? MOST_BY_TYPING - 2.5 : MOST_BY_TYPING), 0.2)
}

/** The most that a word can say, when it agrees exactly. */
export const mostOfWord = (share: number): number => Math.min(Math.log2(0.9 / share), MOST_OF_WORD)
const LEVELS = [EXACT, BY_SOUND, NICKNAME, BY_TYPING, FAR] as const
/** Words of one name at most, given names and surnames together. */
const MOST_WORDS = 8
/** How each word of one side agrees with each of the other; filled anew for each pairing. */
const agreement = new Uint8Array(MOST_WORDS * MOST_WORDS)

function pairUp(a: readonly Word[], b: readonly Word[], share: (word: string) => number): Pairing {
  const partner: number[] = a.map(() => -1)
  const taken: boolean[] = b.map(() => false)
  const found: Pairing = {
    bits: 0,
    weakest: EXACT,
    inOrder: true,
    firstWithFirst: false,
    left: a.length,
    right: b.length,
    pairs: 0,
  }
  let first = 0
  let rest = 0
  let best = 0
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < b.length; j++) {
      const level = levelOf(a[i] as Word, b[j] as Word)
      agreement[i * MOST_WORDS + j] = level
      if (level > best) best = level
    }
  for (const level of LEVELS) {
    if (level > best) continue
    if (found.left === 0 || found.right === 0) break
    for (let i = 0; i < a.length; i++) {
      if (partner[i] !== -1) continue
      // The same place first.
      for (let step = 0; step < b.length; step++) {
        const j = (i + step) % b.length
        if (taken[j] || agreement[i * MOST_WORDS + j] !== level) continue
        const [x, y] = [a[i] as Word, b[j] as Word]
        // María and Martha, Rojas and Rosas: two names that many people have, not a slip in one.
        if (level <= BY_TYPING && share(x.text) > COMMON && share(y.text) > COMMON) continue
        partner[i] = j
        taken[j] = true
        found.left--
        found.right--
        found.pairs++
        found.weakest = level
        const bits = bitsOf(level, x, y, share)
        if (bits > first) [first, rest] = [bits, rest + first]
        else rest += bits
        break
      }
    }
  }
  found.bits = first + OF_REST * rest
  let last = -1
  for (const at of partner) {
    if (at === -1) continue
    if (at < last) found.inOrder = false
    last = at
  }
  found.firstWithFirst = partner[0] === 0
  return found
}

const none: Found = { bits: 0, reasons: [] }

function compareGiven(a: readonly Word[], b: readonly Word[], share: Frequencies['given']): Found {
  if (a.length === 0 || b.length === 0) return none
  const pairing = pairUp(a, b, share)
  const { bits, left, right, weakest } = pairing
  // Twins are often Ana María and Ana Lucía: one shared name of two does not make them one.
  if (pairing.pairs === 0 || (left > 0 && right > 0))
    return { bits: GIVEN_DIFFERENT.share * bits - GIVEN_DIFFERENT.loss, reasons: ['given_name_different'] }
  if (left + right > 0) {
    const loss = pairing.firstWithFirst ? GIVEN_MISSING.first : GIVEN_MISSING.other
    return {
      bits: bits - loss,
      reasons: [weakest === EXACT && pairing.firstWithFirst ? 'given_name_missing' : 'given_name_similar'],
    }
  }
  if (!pairing.inOrder) return { bits: bits - 4, reasons: ['given_names_swapped'] }
  return { bits, reasons: [weakest === EXACT ? 'same_names' : 'given_name_similar'] }
}

function compareSurnames(a: Names, b: Names, share: Frequencies['surname']): Found {
  const [one, other] = [a.surnames, b.surnames]
  if (one.length === 0 || other.length === 0) return none
  const pairing = pairUp(one, other, share)
  const { bits, left, right, weakest, firstWithFirst } = pairing
  if (pairing.pairs === 0) return { bits: -SURNAME_DIFFERENT.loss, reasons: ['surname_different'] }
  if (left > 0 && right > 0) {
    // A woman who is also written with her husband's surname.
    if (firstWithFirst && (a.isMarried || b.isMarried))
      return { bits: bits - MARRIED_SURNAME, reasons: ['surname_missing'] }
    return { bits: SURNAME_DIFFERENT.share * bits - SURNAME_DIFFERENT.loss, reasons: ['surname_different'] }
  }
  if (left + right > 0)
    return {
      bits: bits - (firstWithFirst ? SURNAME_MISSING.first : SURNAME_MISSING.other),
      reasons: ['surname_missing'],
    }
  if (one.length === 1) return { bits, reasons: ['surname_missing'] }
  if (!pairing.inOrder) return { bits: bits - 4.5, reasons: ['surnames_swapped'] }
  return { bits, reasons: [weakest === EXACT ? 'same_surnames' : 'surname_similar'] }
}

const shareSound = (a: readonly Word[], b: readonly Word[]) =>
  a.some((one) => b.some((other) => one.sound === other.sound))

/** How common a word is where it may be a given name or a surname. */
const inEither = (shares: Frequencies) => (word: string) => Math.max(shares.given(word), shares.surname(word))

/** Written in the wrong fields: given names where surnames belong. */
function exchanged(a: Names, b: Names, shares: Frequencies): Found | undefined {
  if (!shareSound(a.given, b.surnames) || !shareSound(a.surnames, b.given)) return undefined
  const share = inEither(shares)
  const first = pairUp(a.given, b.surnames, share)
  const second = pairUp(a.surnames, b.given, share)
  if (first.pairs === 0 || second.pairs === 0) return undefined
  if ((first.left > 0 && first.right > 0) || (second.left > 0 && second.right > 0)) return undefined
  const isPartial = first.left + first.right + second.left + second.right > 0
  return { bits: first.bits + second.bits - 6 - (isPartial ? 2 : 0), reasons: ['names_exchanged'] }
}

/** All names in one field, on one side or on both. */
function together(a: Names, b: Names, shares: Frequencies): Found | undefined {
  const isWhole = (one: Names) => one.given.length === 0 || one.surnames.length === 0
  if (!isWhole(a) && !isWhole(b)) return undefined
  const [all, others] = [a, b].map(({ given, surnames }) => [...given, ...surnames])
  if (!all?.length || !others?.length || (all.length < 2 && others.length < 2)) return undefined
  const { bits, left, right, pairs, weakest } = pairUp(all, others, inEither(shares))
  if (pairs < 2) return undefined
  if (left > 0 && right > 0) return { bits: 0.5 * bits - 9, reasons: ['surname_different'] }
  return {
    bits: bits - 2 * (left + right) - 1,
    reasons: [left + right > 0 ? 'surname_missing' : weakest === EXACT ? 'same_names' : 'given_name_similar'],
  }
}

/** What the names say for and against one person. */
export function compareNames(a: Names, b: Names, shares: Frequencies): Found {
  const given = compareGiven(a.given, b.given, shares.given)
  const surnames = compareSurnames(a, b, shares.surname)
  const apart: Found = {
    bits: Math.min(given.bits + surnames.bits, MOST_OF_NAMES),
    reasons: [...given.reasons, ...surnames.reasons],
  }
  const isBoth = given.reasons.length > 0 && surnames.reasons.length > 0
  if (isBoth && given.bits >= 0 && surnames.bits >= 0) return apart
  const otherwise = isBoth ? exchanged(a, b, shares) : together(a, b, shares)
  if (!otherwise || otherwise.bits <= apart.bits) return apart
  return { ...otherwise, bits: Math.min(otherwise.bits, MOST_OF_NAMES) }
}
