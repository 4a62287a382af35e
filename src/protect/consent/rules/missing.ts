// The one decision about what lacks the person's word: asked before anything of them is sent, shown by itself or proven.
import { type Problem } from '../../../kernel/problem.ts'
import { consentMissing } from '../../../kernel/problems.ts'

/** A record travels with a referral, and is seen for no other purpose. */
export const SHARING = 'referral'

/** Results are proven to a verifier, who must not learn whose they are, and paid. */
export const RESULTS = 'results'

/**
 * The consent that is missing: whose, what for, to whom (an organisation, or all of a class), about which parts; and the
 * command by which the person's answer is taken down once they were asked.
 */
export type MissingConsent = {
  person: string
  purpose: string
  recipient: string
  fieldGroups: readonly string[]
  ask: 'consent.give'
}

/** What the person does not allow of the parts that a use wants, in their order; undefined when they allow all of them. */
export function missingConsent(
  use: Pick<MissingConsent, 'person' | 'purpose' | 'recipient'>,
  wanted: readonly string[],
  allowed: Iterable<string>,
): MissingConsent | undefined {
  const has = new Set(allowed)
  const fieldGroups = wanted.filter((part) => !has.has(part))
  if (fieldGroups.length === 0) return undefined
  const { person, purpose, recipient } = use
  return { person, purpose, recipient, fieldGroups, ask: 'consent.give' }
}

/**
 * What an answer about somebody's record says it keeps back; null for whoever sees all of it.
 * @param shown the parts that the one who asks sees; null for the keeper of the record and the house
 * @param isEmpty nothing of the answer may be shown
 * @throws Problem `consent.missing` then: an answer that is all outside a consent is no answer
 */
export function keptBack(
  of: { person: string; recipient: string },
  wanted: readonly string[],
  shown: readonly string[] | null,
  isEmpty: boolean,
): MissingConsent | null {
  const missing = shown ? missingConsent({ ...of, purpose: SHARING }, wanted, shown) : undefined
  if (missing && isEmpty) throw withoutConsent(missing)
  return missing ?? null
}

/** Where the person's answer to exactly this is taken down. */
export function consentHref(missing: MissingConsent): string {
  const { person, purpose, recipient, fieldGroups } = missing
  return `/people/${person}/consent?purpose=${purpose}&recipient=${recipient}&parts=${fieldGroups.join(',')}`
}

/** The refusal of what is outside a consent: `consent.missing` (409), which names it. */
export const withoutConsent = (missing: MissingConsent): Problem =>
  consentMissing({ ...missing, fieldGroups: [...missing.fieldGroups] })
