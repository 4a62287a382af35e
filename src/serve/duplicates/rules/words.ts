// The words of a name, prepared once so that two of them are compared quickly.
import { fold, nameWords, remembered, sound } from '../../record/operations.ts'
import { readings } from './arabic.ts'
import { oneSlip, twoSlips } from './slips.ts'
import { NAMES_OF_NICKNAME } from './nicknames.ts'

export type Word = {
  /** Folded; the core of a surname, without its particles. */
  text: string
  sound: string
  /** A surname together with its particle (`delrio`), as many write it. */
  joined?: string
  /** The names that this may be a familiar form of. */
  names?: readonly string[]
  /** Of a word in Arabic script: its consonants in Latin letters. */
  arabic?: string
  /** Which letters the text and the sound have, one bit each. */
  letters: number
  soundLetters: number
  /** Whether it agrees with another by its letters alone: not an initial, a familiar form or a name in two scripts. */
  isPlain: boolean
  id: number
}

/** How two words agree; each level is weaker evidence than the one before. */
export const EXACT = 5
export const BY_SOUND = 4
export const NICKNAME = 3
/** One slip of the hand. */
export const BY_TYPING = 2
/** Two slips in a long word. */
export const FAR = 1
export const NOT = 0
export type Level = 0 | 1 | 2 | 3 | 4 | 5

/** Words by text and joined form, so that a name that many people have is prepared once. */
const known = new Map<string, Word>()
/** Levels of pairs of words by both ids. */
const levels = new Map<number, Level>()
const MOST_WORDS = 200_000
/** Words prepared so far. A number is given once: records that are still compared hold words that are forgotten here. */
let prepared = 0
/** More than are ever prepared by one process; two numbers below it make one exact number. */
const NUMBERS = 2 ** 26
const MOST_LEVELS = 1_000_000

const ARABIC = /^\p{Script=Arabic}/u

/** One bit for each letter from a to z, and five for all others. */
function lettersOf(text: string): number {
  let bits = 0
  for (let at = 0; at < text.length; at++) {
    const place = text.charCodeAt(at) - 97
    bits |= 1 << (place >= 0 && place < 26 ? place : 26 + (Math.abs(place) % 5))
  }
  return bits
}

/** How many bits of two sets differ: a slip of the hand changes two at most. */
export function differing(a: number, b: number): number {
  let bits = a ^ b
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

export function word(text: string, joined?: string): Word {
  const key = joined === undefined ? text : `${text} ${joined}`
  const before = known.get(key)
  if (before) return before
  if (known.size >= MOST_WORDS) {
    known.clear()
    levels.clear()
  }
  const names = NAMES_OF_NICKNAME.get(text)
  const heard = sound(text)
  const isArabic = ARABIC.test(text)
  const made: Word = {
    text,
    sound: heard,
    letters: lettersOf(text),
    soundLetters: lettersOf(heard),
    isPlain: joined === undefined && !names && !isArabic && text.length > 1,
    ...(joined !== undefined && { joined }),
    ...(names && { names }),
    ...(isArabic && { arabic: readings(text)[0] ?? '' }),
    id: prepared++,
  }
  known.set(key, made)
  return made
}

/** Luis and Luisa, Mario and María are different names. */
const isOtherSex = (a: string, b: string) => {
  const [x, y] = [/[ao]$/u.exec(a)?.[0] ?? '', /[ao]$/u.exec(b)?.[0] ?? '']
  return x !== y && a.replace(/[ao]$/u, '') === b.replace(/[ao]$/u, '')
}

function compareWords(a: Word, b: Word): Level {
  if (a.text === b.text) return EXACT
  if (a.joined !== undefined && (a.joined === b.text || a.joined === b.joined)) return BY_SOUND
  if (b.joined !== undefined && b.joined === a.text) return BY_SOUND
  if (a.arabic !== undefined || b.arabic !== undefined) return acrossScripts(a, b)
  const [short, long] = a.text.length <= b.text.length ? [a.text, b.text] : [b.text, a.text]
  // An initial.
  if (short.length === 1) return long.startsWith(short) ? BY_TYPING : NOT
  const isNickname =
    a.names?.includes(b.text) || b.names?.includes(a.text) || a.names?.some((name) => b.names?.includes(name))
  if (isNickname) return NICKNAME
  if (isOtherSex(a.text, b.text)) return NOT
  if (a.sound === b.sound) return BY_SOUND
  if (short.length < 4) return NOT
  if (oneSlip(a.text, b.text) || oneSlip(a.sound, b.sound)) return BY_TYPING
  return short.length >= 5 && twoSlips(a.text, b.text) ? FAR : NOT
}

/** Muhammad, Mohamed and محمد. */
function acrossScripts(a: Word, b: Word): Level {
  const [x, y] = [a, b].map((one) => (one.arabic === undefined ? readings(one.text) : [one.arabic]))
  const same = x?.find((reading) => y?.includes(reading))
  if (same === undefined || same === '') return NOT
  return same.length > 2 ? BY_SOUND : BY_TYPING
}

/** How two words agree. */
export function levelOf(a: Word, b: Word): Level {
  if (a === b) return EXACT
  // Most pairs of words differ in more letters than two slips change, and sound different.
  if (
    a.isPlain &&
    b.isPlain &&
    differing(a.letters, b.letters) > 4 &&
    differing(a.soundLetters, b.soundLetters) > 2
  )
    return NOT
  const key = a.id < b.id ? a.id * NUMBERS + b.id : b.id * NUMBERS + a.id
  const before = levels.get(key)
  if (before !== undefined) return before
  if (levels.size >= MOST_LEVELS) levels.clear()
  const level = compareWords(a, b)
  levels.set(key, level)
  return level
}

const JOINS = new Set(['san', 'santa', 'santo'])
const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'da', 'das', 'do', 'dos', 'di', 'el', 'al'])

/** The words of given names. */
export const givenWords = (text: string | null | undefined): Word[] =>
  nameWords(text)
    .slice(0, 4)
    .map((one) => word(one))

/** `SilvaRodríguez`: two surnames without the space between them. */
const RUN_TOGETHER = /(\p{Ll}{3})(?=\p{Lu}\p{Ll}{2})/gu

/** The words of surnames; `San Juan` is one, and a particle stays known to the word after it. */
export const surnameWords = (text: string | null | undefined): readonly Word[] =>
  text ? wordsOfSurnames(text) : []

const wordsOfSurnames = remembered((text: string): readonly Word[] => {
  const found: Word[] = []
  let before = ''
  for (const part of fold(text.replaceAll(RUN_TOGETHER, '$1 ')).split(' ')) {
    if (part === '' || part === 'y' || part === 'e') continue
    if (PARTICLES.has(part) || JOINS.has(part)) {
      before += part
      continue
    }
    const saint = /san(?:t[ao])?$/u.exec(before)?.[0]
    if (saint) found.push(word(saint + part))
    else found.push(before === '' ? word(part) : word(part, before + part))
    before = ''
  }
  if (found.length === 0 && before !== '') found.push(word(before))
  return found.slice(0, 4)
})
