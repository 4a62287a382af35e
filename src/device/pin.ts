// What opens a device: which PINs are worth nothing, and how long somebody who guesses must wait. Pure.

/** After this many wrong ones in a row the people kept here are erased. */
export const TRIES = 10
const SHORTEST_PIN = 6
/** NIST SP 800-63B-4, 3.1.1.1: a password that stands alone has at least 15 characters. */
const SHORTEST_PHRASE = 15
/** Seconds to wait after that many wrong ones; the first three cost nothing, because fingers slip. */
const PAUSES = [0, 0, 0, 0, 30, 60, 120, 300, 600, 1200]

export const pauseAfter = (wrong: number): number => PAUSES[Math.min(wrong, PAUSES.length - 1)] ?? 0

/** The same PIN whichever digits a keyboard writes, the same phrase whatever stands round it. */
export const tidyPin = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 15))

/** Digits are a PIN, anything else a phrase: it says which keyboard to show. */
export const isPhrase = (pin: string): boolean => !/^\d*$/u.test(tidyPin(pin))

export type Weakness = 'short' | 'simple' | 'phrase_short' | 'phrase_wanted'

/**
 * Why this may not open a device; undefined when it may. Digits alone are a PIN, anything else or anything long a phrase.
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

/** What is tried first: one digit, a run, or a short piece again and again. */
function isSimple(digits: string): boolean {
  const numbers = [...digits].map(Number)
  const steps = numbers.slice(1).map((digit, index) => (digit - (numbers[index] ?? 0) + 10) % 10)
  const isRun = steps.every((step) => step === steps[0]) && [0, 1, 9].includes(steps[0] ?? 0)
  return isRun || /^(\d{1,3})\1+$/u.test(digits)
}
