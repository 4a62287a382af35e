// The one decision about what lacks the person's word: asked before anything of them is sent, shown by itself or proven.
import { conflict, type Problem } from '../../../kernel/problem.ts'

/** A record travels with a referral, and is seen for no other purpose. */
export const SHARING = 'referral'

/** Results are proven to a verifier, who must not learn whose they are, and paid. */
export const RESULTS = 'results'

/**
 * The consent that is missing: what for, to whom (an organisation, or all of a class), about which parts; and the command
 * by which the person's answer is taken down once they were asked.
 */
export type MissingConsent = {
  purpose: string
  recipient: string
  fieldGroups: readonly string[]
  ask: 'consent.give'
}

/** What the person does not allow of the parts that a use wants, in their order; undefined when they allow all of them. */
export function missingConsent(
  use: { purpose: string; recipient: string },
  wanted: readonly string[],
  allowed: Iterable<string>,
): MissingConsent | undefined {
  const has = new Set(allowed)
  const fieldGroups = wanted.filter((part) => !has.has(part))
  if (fieldGroups.length === 0) return undefined
  return { purpose: use.purpose, recipient: use.recipient, fieldGroups, ask: 'consent.give' }
}

/** Where the person's answer to exactly this is taken down. */
export function consentHref(person: string, missing: MissingConsent): string {
  const { purpose, recipient, fieldGroups } = missing
  return `/people/${person}/consent?purpose=${purpose}&recipient=${recipient}&parts=${fieldGroups.join(',')}`
}

/** The refusal of what is outside a consent: `consent.missing` (409), which names it. */
export const withoutConsent = (missing: MissingConsent): Problem =>
  conflict('consent.missing', { ...missing, fieldGroups: [...missing.fieldGroups] })
