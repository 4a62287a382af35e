// Schemas of the plain words every contract is written in: ids, text a person typed, instants, locales.
import * as z from 'zod/mini'

/** A uuid; new ones are version 7 (RFC 9562), minted by whoever creates the thing, online or not. */
export const Id = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u))
export type Id = z.infer<typeof Id>

/** Letters and digits that are not taken for one another, five bits each: for codes that somebody reads, writes down and types. */
export const CLEAR_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A code as it is shown, in groups of four. */
export const inFours = (code: string): string => code.replaceAll(/(.{4})(?=.)/gu, '$1-')

// Control characters, and the bidirectional overrides and isolates that can make text read as something else (UAX #9).
const UNSAFE = /[[\p{Cc}--[\t\n\r]][\u202a-\u202e\u2066-\u2069]]/v

/** Runs of combining marks longer than any script writes; normalizing one takes the square of its length. UAX #15, 13. */
const MARKS = /\p{M}{31}/u

/** Normalized in time that grows with the length only: of a run of marks the first thirty remain. */
export const normalized = (text: string, form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD' = 'NFC'): string =>
  (MARKS.test(text) ? text.replace(/(\p{M}{30})\p{M}+/gu, '$1') : text).normalize(form)

const safe = z.refine<string>((value) => !UNSAFE.test(value) && value.isWellFormed() && !MARKS.test(value), {
  error: 'unsafe_text',
})
/** Anything that a screen shows: more than spaces and what is invisible by itself, such as a zero-width space (UAX #44). */
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u

// What is refused anyway is not worth the work; what nobody can see is no text.
const tidy = z.overwrite<string>((value) => {
  if (!value.isWellFormed() || MARKS.test(value)) return value
  return VISIBLE.test(value) ? value.normalize('NFC').trim() : ''
})

/** Free text a person typed, line breaks allowed: trimmed, NFC, no control or direction-override characters. */
export const Text = (max = 4000) =>
  z.string().check(z.maxLength(max * 2), tidy, z.minLength(1), z.maxLength(max), safe)

/** One line of text a person typed, such as a name. */
export const SingleLine = (max = 200) =>
  z.string().check(
    z.maxLength(max * 2),
    tidy,
    z.minLength(1),
    z.maxLength(max),
    safe,
    z.refine<string>((value) => !/[\n\r\t\u2028\u2029]/u.test(value), { error: 'line_break' }),
  )

/** What a record holds under a key that somebody wrote: `constructor` is not found in one that does not hold it. */
export const entryOf = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

/** A short machine code out of a pack's taxonomies, such as `not_asked`. */
export const Code = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,63}$/u))

/** An instant: ISO 8601 with an offset, kept as given. */
export const Instant = z.iso.datetime({ offset: true })

/** The languages that the program itself speaks, each other's equals; the first is read where none of theirs is known. */
export const LOCALES = ['es', 'en', 'ar'] as const

/** A BCP 47 language tag as the house uses them: `es`, `en`, `ar`, `es-CO`. */
export const Locale = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u))
