// Digits of every script as 0 to 9: telephones, documents, dates and codes are written with all of them.

const DIGIT = /\p{Nd}/u

/** What a digit of another script counts: they stand in tens, each after its zero (Unicode, 4.6). */
function valueOf(digit: string): number {
  const point = digit.codePointAt(0) ?? 0
  let first = point
  while (DIGIT.test(String.fromCodePoint(first - 1))) first--
  return (point - first) % 10
}

/** A text with its decimal digits, of whatever script, as 0 to 9; everything else stays. */
export const plainDigits = (text: string): string =>
  text.replace(/(?![0-9])\p{Nd}/gu, (digit) => String(valueOf(digit)))

/** Only the digits of a text, as 0 to 9. */
export const digitsIn = (text: string): string => plainDigits(text).replace(/\D/gu, '')

/** A telephone number as a link dials it: digits, and a plus sign. */
export const dialled = (telephone: string): string => plainDigits(telephone).replace(/[^\d+]/gu, '')
