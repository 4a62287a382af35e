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

/** A visible character: not a space and not invisible by itself, such as a zero-width space (UAX #44). */
export const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u

/**
 * An own property of a record by a key from outside: `constructor` and other inherited names are not found.
 */
export const entryOf = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
