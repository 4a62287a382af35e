// The one decision about what lacks the person's consent: checked before any of their data is sent, shown or
// proven.
import { hrefTo, type Href } from '../../../kernel/paths.ts'
import { type Problem } from '../../../kernel/problem.ts'
import { consentMissing } from '../../../kernel/problems.ts'

/** The purpose of a referral: a record is shared for no other one. */
export const SHARING = 'referral'

/** The purpose of results: they are proven to a verifier, who must not learn whose they are, and paid. */
export const RESULTS = 'results'

/** The purpose of asking others whether they know the person, and of telling others that ask. */
export const KNOWN_ELSEWHERE = 'known_elsewhere'

/** Purposes of which a recipient that is named learns nothing: that the person decided would say already who they are. */
export const UNTOLD: readonly string[] = [RESULTS, KNOWN_ELSEWHERE]

/**
 * The missing consent: of which person, for which purpose, to whom (an organisation, or all of a class),
 * about which parts; and the command that records the person's answer once they were asked.
 */
export type MissingConsent = {
  person: string
  purpose: string
  recipient: string
  fieldGroups: readonly string[]
  ask: 'consent.give'
}

/**
 * The parts that a use wants and the person does not allow, in their order; undefined when they allow all of
 * them.
 */
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
 * What an answer about a person's record says it leaves out; null when the asker sees all of it.
 * @param shown the parts that the asker sees; null for the keeper of the record and the system
 * @param isEmpty nothing of the answer may be shown
 * @throws Problem `consent.missing` then: an answer entirely outside a consent is refused
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

/** The page where the person's answer to exactly this is recorded. */
export function consentHref(missing: MissingConsent): Href {
  const { person, purpose, recipient, fieldGroups } = missing
  return hrefTo('/people/:person/consent', { person }, { purpose, recipient, parts: fieldGroups.join(',') })
}

/** The refusal of what is outside a consent: `consent.missing` (409), which names it. */
export const withoutConsent = (missing: MissingConsent): Problem =>
  consentMissing({ ...missing, fieldGroups: [...missing.fieldGroups] })
