// The written form of a one-time code: sixteen digits in fours, read aloud, copied from paper, typed on any
// keyboard.

/**
 * 53 bits. Digits, because every holder of a telephone can read and type them, whatever their language and
 * script; no set of letters is unambiguous in three alphabets.
 */
export const CODE_DIGITS = 16

/** `1234 5678 9012 3456` */
export const readable = (code: string): string => code.replaceAll(/\d{4}(?=\d)/gu, '$& ')

/** Where the digits of each script begin: Arabic, and Persian and Urdu, in which telephones write numbers too. */
const ZEROS = [0x660, 0x6f0]

/**
 * The code in what was typed; undefined when it cannot be one. Spaces, dots, dashes and direction marks are
 * ignored.
 */
export function tidied(typed: string): string | undefined {
  if (typed.length > 100) return undefined
  const digits = typed
    .replaceAll(/[\s.\u002d\u2010-\u2015\u200e\u200f\u061c]/gu, '')
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => {
      const point = digit.codePointAt(0) ?? 0
      return String(point - (ZEROS.findLast((zero) => point >= zero) ?? 0))
    })
  return /^\d{16}$/u.test(digits) ? digits : undefined
}
