// Functions on text that need no schemas.

/**
 * Letters and digits that are not easily confused, five bits each: for codes that people read, write down and
 * type.
 */
export const CLEAR_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A code formatted for display, in groups of four. */
export const inFours = (code: string): string => code.replaceAll(/(.{4})(?=.)/gu, '$1-')

/**
 * Runs of combining marks longer than in any script; normalizing one takes time quadratic in its length. UAX
 * #15, 13.
 */
export const MARKS = /\p{M}{31}/u

/** Normalizes in linear time: of a run of combining marks only the first thirty remain. */
export const normalized = (text: string, form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD' = 'NFC'): string =>
  (MARKS.test(text) ? text.replace(/(\p{M}{30})\p{M}+/gu, '$1') : text).normalize(form)

const OVERRIDE = /[\u202d\u202e]/u
const EMBEDDING = /[\u202a-\u202c\u2066-\u2069]/gu
const AROUND = /^[\s\p{Bidi_Control}]+|(?<![\s\p{Bidi_Control}])[\s\p{Bidi_Control}]+$/gu

/**
 * A text without the signs that lists and address books put around names and numbers for their direction, and without
 * spaces around it (UAX #9). One with an override stays as it is: it reads as something else than it holds.
 */
export const undirected = (text: string): string =>
  OVERRIDE.test(text) ? text : text.replace(EMBEDDING, '').replace(AROUND, '')

/** A visible character: not a space and not invisible by itself, such as a zero-width space (UAX #44). */
export const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u

/**
 * An own property of a record by a key from outside: `constructor` and other inherited names are not found.
 */
export const entryOf = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

/** Marks that a search does not tell apart: accents, and the vowel signs and hamzas of Arabic. */
export const SEARCH_MARKS = '[\\u0300-\\u036f\\u064b-\\u065f\\u0670]'

/** Text as a search reads it: without accents, in small letters. `src/platform/keyset.ts` says the same in SQL. */
export const searchable = (text: string): string =>
  normalized(text, 'NFKD').replaceAll(new RegExp(SEARCH_MARKS, 'gu'), '').toLowerCase()

/** The words of a search; all of them must be found. */
export const searchWords = (text: string | undefined): string[] =>
  searchable(text ?? '')
    .split(/\s+/u)
    .filter((word) => word !== '')
