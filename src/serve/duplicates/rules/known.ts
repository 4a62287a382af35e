// How many records of a file are one person with another, counted from how likely its pairs are: where every fourth is there
// twice, less evidence is enough than where hardly anybody is.
import { KNOWN_BEFORE, probabilityOf, type Register } from './compare.ts'

/** More than this is not believed. */
export const MOST_KNOWN = 1
/** Records from which what is counted weighs more than what is assumed at a desk. */
const TRUSTED_FROM = 2000
/** Scores are counted in steps of so many bits. */
const STEP = 1 / 16

/**
 * How many records, on average, are the person of one that is compared with all (an expectation-maximisation: pairs are as
 * likely as their share allows, and their share is the sum of what is likely).
 *
 * @param scores of all pairs that may be one person
 * @param of how many pairs they are those
 */
export function knownAmong(
  scores: Iterable<number>,
  register: Register,
  records: number,
  of: number,
): number {
  const counts = new Map<number, number>()
  for (const score of scores) {
    const step = Math.round(score / STEP)
    counts.set(step, (counts.get(step) ?? 0) + 1)
  }
  let known = KNOWN_BEFORE
  for (let round = 0; round < 30; round++) {
    let pairs = 0
    for (const [step, count] of counts) pairs += count * probabilityOf(step * STEP, { ...register, known })
    const counted = of === 0 ? 0 : (pairs / of) * register.people
    const weighed = (counted * records + KNOWN_BEFORE * TRUSTED_FROM) / (records + TRUSTED_FROM)
    known = Math.min(weighed, MOST_KNOWN)
  }
  return known
}
