// Basic schemas used by every operation: ids, text typed by a person, instants, locales.
import * as z from 'zod/mini'
import { ID } from './id.ts'
import { MARKS, undirected, VISIBLE } from './text.ts'

export const Id = z.string().check(z.regex(ID))
export type Id = z.infer<typeof Id>

// Control characters, and the bidirectional overrides, which make text read as something else (UAX #9).
const UNSAFE = /[[\p{Cc}--[\t\n\r]]\u202d\u202e]/v

const safe = z.refine<string>((value) => !UNSAFE.test(value) && value.isWellFormed() && !MARKS.test(value), {
  error: 'unsafe_text',
})
// Text that is refused anyway is not normalised; text without a visible character counts as empty.
const tidy = z.overwrite<string>((value) => {
  const plain = undirected(value)
  if (!plain.isWellFormed() || MARKS.test(plain)) return plain
  return VISIBLE.test(plain) ? plain.normalize('NFC').trim() : ''
})

/**
 * Free text typed by a person, line breaks allowed: trimmed, NFC, without what embeds or isolates its direction;
 * control and direction-override characters are refused.
 */
export const Text = (max = 4000) =>
  z.string().check(z.maxLength(max * 2), tidy, z.minLength(1), z.maxLength(max), safe)

const oneLine = z.overwrite<string>((value) => value.replace(/[\n\r\t\u2028\u2029]+/gu, ' '))

/** One line of text typed by a person, such as a name: a line break in what was pasted is a space. */
export const SingleLine = (max = 200) =>
  z.string().check(z.maxLength(max * 2), tidy, oneLine, z.minLength(1), z.maxLength(max), safe)

/** A short code of a pack's taxonomies, such as `not_asked`. */
export const Code = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,63}$/u))

/** An instant: ISO 8601 with an offset, kept as given. */
export const Instant = z.iso.datetime({ offset: true })

export { LOCALES } from './locales.ts'
export { CLEAR_LETTERS, entryOf, inFours, normalized } from './text.ts'

/** A BCP 47 language tag, limited to language and subtags such as `es`, `en`, `ar`, `es-CO`. */
export const Locale = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u))
