// The rules for PINs: which are too weak, and how long to wait after wrong ones. Pure.

/** After this many wrong PINs in a row the people stored here are erased. */
export const TRIES = 10
const SHORTEST_PIN = 6
/** NIST SP 800-63B-4, 3.1.1.1: a password that stands alone has at least 15 characters. */
const SHORTEST_PHRASE = 15
/**
 * Seconds to wait after that many wrong PINs; no wait after the first three, which are usually typing errors.
 */
const PAUSES = [0, 0, 0, 0, 30, 60, 120, 300, 600, 1200]

export const pauseAfter = (wrong: number): number => PAUSES[Math.min(wrong, PAUSES.length - 1)] ?? 0

/** Normalises a PIN: Arabic and Persian digits become ASCII, surrounding spaces are removed. */
export const tidyPin = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 15))

/** Digits are a PIN, anything else a phrase; decides which keyboard to show. */
export const isPhrase = (pin: string): boolean => !/^\d*$/u.test(tidyPin(pin))

export type Weakness = 'short' | 'simple' | 'phrase_short' | 'phrase_wanted'

/**
 * Why a PIN or phrase is too weak; undefined when it is not. Digits alone are a PIN, anything else or
 * anything long a phrase.
 * @param phrase whether the organisation asks for a phrase
 */
export function weaknessOf(pin: string, phrase: boolean): Weakness | undefined {
  const length = [...pin].length
  if (length >= SHORTEST_PHRASE) return new Set(pin).size < 5 ? 'simple' : undefined
  if (isPhrase(pin)) return 'phrase_short'
  if (phrase) return 'phrase_wanted'
  if (length < SHORTEST_PIN) return 'short'
  return isSimple(pin) ? 'simple' : undefined
}

/** Easily guessed: one repeated digit, a run, or a repeated group of up to three digits. */
function isSimple(digits: string): boolean {
  const numbers = [...digits].map(Number)
  const steps = numbers.slice(1).map((digit, index) => (digit - (numbers[index] ?? 0) + 10) % 10)
  const isRun = steps.every((step) => step === steps[0]) && [0, 1, 9].includes(steps[0] ?? 0)
  return isRun || /^(\d{1,3})\1+$/u.test(digits)
}
