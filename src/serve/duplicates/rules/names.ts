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
const COMMON = 6e-4
/** What two slips in one word still say. */
const OF_FAR = 2

function bitsOf(level: Level, a: Word, b: Word, share: (word: string) => number): number {
  const common = Math.max(share(a.text), level === EXACT ? 0 : share(b.text))
  const bits = most(common)
  if (level === EXACT) return bits
  if (level === BY_SOUND) return Math.max(bits - LOSS[BY_SOUND], 0.5)
  if (level === NICKNAME) return Math.max(bits - LOSS[NICKNAME], 0.5)
  if (level === FAR) return OF_FAR
  const isShort = Math.min(a.text.length, b.text.length) < 6
  return Math.max(Math.min(bits - LOSS[BY_TYPING], isShort ? MOST_BY_TYPING - 2.5 : MOST_BY_TYPING), 0.2)
}

/** The most that a word can say, when it agrees exactly. */
const most = (share: number) => Math.min(Math.log2(0.9 / share), MOST_OF_WORD)
/** The most that the names of one record can say, whatever they are compared with. */
export const mostOfNames = ({ given, surnames }: Names, shares: Frequencies): number =>
  Math.min(
    given.reduce((sum, { text }) => sum + most(shares.given(text)), 0) +
      surnames.reduce((sum, { text }) => sum + most(shares.surname(text)), 0),
    MOST_OF_NAMES,
  )

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
  // Two names of one person are not independent of each other.
  found.bits = first + 0.85 * rest
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
    return { bits: 0.5 * bits - 9, reasons: ['given_name_different'] }
  if (left + right > 0) {
    const loss = pairing.firstWithFirst ? 1.5 : 4
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
  if (pairing.pairs === 0) return { bits: -8, reasons: ['surname_different'] }
  if (left > 0 && right > 0) {
    // A woman who is also written with her husband's surname.
    if (firstWithFirst && (a.isMarried || b.isMarried))
      return { bits: bits - 3, reasons: ['surname_missing'] }
    return { bits: 0.7 * bits - 8, reasons: ['surname_different'] }
  }
  if (left + right > 0) return { bits: bits - (firstWithFirst ? 1.8 : 5), reasons: ['surname_missing'] }
  if (one.length === 1) return { bits, reasons: ['surname_missing'] }
  if (!pairing.inOrder) return { bits: bits - 4.5, reasons: ['surnames_swapped'] }
  return { bits, reasons: [weakest === EXACT ? 'same_surnames' : 'surname_similar'] }
}

const shareSound = (a: readonly Word[], b: readonly Word[]) =>
  a.some((one) => b.some((other) => one.sound === other.sound))

/** Written in the wrong fields: given names where surnames belong. */
function exchanged(a: Names, b: Names, shares: Frequencies): Found | undefined {
  if (!shareSound(a.given, b.surnames) || !shareSound(a.surnames, b.given)) return undefined
  const first = pairUp(a.given, b.surnames, shares.given)
  const second = pairUp(a.surnames, b.given, shares.surname)
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
  const { bits, left, right, pairs, weakest } = pairUp(all, others, (one) =>
    Math.max(shares.given(one), shares.surname(one)),
  )
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
