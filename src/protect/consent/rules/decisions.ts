// What a person allows at an instant: the latest decision on each part, for as long as it holds.
import { addDays, type PlainDate } from '../../../kernel/time.ts'
import type { SAID } from './said.ts'

/** The state of a recorded yes or no today. */
export const STANDINGS = ['in_force', 'waiting', 'expired', 'withdrawn', 'refused'] as const
export type Standing = (typeof STANDINGS)[number]

/**
 * One decision about parts of a record, for a purpose and a recipient: the person's yes, their no (a refusal,
 * or a withdrawn yes), or an override that law or vital interest allows. A recipient is one organisation or a
 * class of them; the other is null.
 */
export type Decision = {
  readonly said: 'yes' | 'no' | 'override'
  readonly purpose: string
  readonly recipient: string | null
  readonly recipientClass: string | null
  readonly fieldGroups: readonly string[]
  /** Instant from which it counts. */
  readonly at: string
  /** Last day on which a yes or an override holds. */
  readonly until: PlainDate | null
  /** Instant at which an override was ended before its last day. */
  readonly endedAt: string | null
}

/** Who wants to receive something, and for which purpose. */
export type Use = {
  readonly purpose: string
  readonly organisation: string
  readonly organisationClass: string
}

/** An instant and its civil date where it is asked. */
export type AsOf = { readonly at: string; readonly today: PlainDate }

/** The present: every recorded decision counts, even one that a clock set back since would date tomorrow. */
export const present = (today: PlainDate): AsOf => ({ at: '9999-12-31T00:00:00Z', today })

/**
 * The state of a consent on a day: the last day of its term still counts, and a waiting yes opens nothing.
 */
export function standing(
  consent: {
    said: (typeof SAID)[number]
    waits: boolean
    expiresOn: PlainDate | null
    withdrawnAt: string | null
  },
  today: PlainDate,
): Standing {
  if (consent.said === 'no') return 'refused'
  if (consent.withdrawnAt !== null) return 'withdrawn'
  if (consent.expiresOn === null || consent.expiresOn < today) return 'expired'
  return consent.waits ? 'waiting' : 'in_force'
}

/**
 * The parts of a record that an organisation may receive for a purpose at a moment.
 * For each part the latest decision counts. Once there is a decision about the organisation itself, a yes to
 * its class no longer counts for it, also when that decision's term is over; a no to its class always does.
 * Of two decisions in the same instant the no counts. An override adds to what the person allows while it
 * holds.
 */
export function allowedGroups(
  decisions: readonly Decision[],
  use: Use,
  { at, today }: AsOf,
): ReadonlySet<string> {
  const about = decisionsOn(decisions, use, at)
  const groups = new Set(about.flatMap((one) => one.fieldGroups))
  return new Set([...groups].filter((group) => isAllowed(about, group, { at, today })))
}

/**
 * Whether the person's latest decision about a part is a no: then they are not asked again as if for the
 * first time.
 */
export function saidNo(decisions: readonly Decision[], use: Use, group: string, { at }: AsOf): boolean {
  return lastNo(decisions, use, group, at) !== undefined
}

/** When the person said no to a part, where that is their latest decision about it at an instant. */
export function lastNo(
  decisions: readonly Decision[],
  use: Use,
  group: string,
  at: string,
): string | undefined {
  const last = lastWord(decisionsOn(decisions, use, at), group)
  return last?.said === 'no' ? last.at : undefined
}

function decisionsOn(decisions: readonly Decision[], use: Use, at: string): Decision[] {
  const now = Date.parse(at)
  return decisions.filter(
    (one) => one.purpose === use.purpose && concerns(one, use) && Date.parse(one.at) <= now,
  )
}

/** Whether a decision is about this organisation, by name or by class. */
export function concerns(
  { recipient, recipientClass }: Pick<Decision, 'recipient' | 'recipientClass'>,
  { organisation, organisationClass }: Omit<Use, 'purpose'>,
): boolean {
  return recipient === null ? recipientClass === organisationClass : recipient === organisation
}

function isAllowed(about: readonly Decision[], group: string, { at, today }: AsOf): boolean {
  const holds = ({ until, endedAt }: Decision) =>
    until !== null && until >= today && (endedAt === null || Date.parse(endedAt) > Date.parse(at))
  const overrides = about.filter((one) => one.said === 'override' && one.fieldGroups.includes(group))
  if (overrides.some(holds)) return true
  const last = lastWord(about, group)
  return last?.said === 'yes' && holds(last)
}

/**
 * The latest decision about a part. Once there is one about the organisation itself, only a no counts of
 * those about its class: a no to all ends an earlier yes to one, and a yes to all opens nothing for it.
 */
function lastWord(about: readonly Decision[], group: string): Decision | undefined {
  const words = about.filter((one) => one.said !== 'override' && one.fieldGroups.includes(group))
  const isNamed = words.some(({ recipient }) => recipient !== null)
  return latest(isNamed ? words.filter(({ recipient, said }) => recipient !== null || said === 'no') : words)
}

function latest(decisions: readonly Decision[]): Decision | undefined {
  return decisions.reduce<Decision | undefined>((last, next) => {
    if (!last) return next
    const gap = Date.parse(next.at) - Date.parse(last.at)
    if (gap !== 0) return gap > 0 ? next : last
    if (next.said !== last.said) return next.said === 'no' ? next : last
    return (next.until ?? '') > (last.until ?? '') ? next : last
  }, undefined)
}

/**
 * The last day of a new consent: the text's own term, or sooner when the person wishes so. Undefined when the
 * wished day lies in the past or beyond the term.
 */
export function lastDay(today: PlainDate, validDays: number, wished?: PlainDate): PlainDate | undefined {
  const latestDay = addDays(today, validDays)
  if (wished === undefined) return latestDay
  return wished < today || wished > latestDay ? undefined : wished
}

/** Days before its end in which a consent is listed to be asked for again. */
export const RENEWAL_DAYS = 30

/**
 * Whether a file of this kind can prove a yes given in this way: a voice needs audio, the others a picture or
 * a page.
 */
export function proves(how: string, mediaType: string): boolean {
  const isVoice = mediaType.startsWith('audio/')
  return how === 'verbal_with_witness' || isVoice === (how === 'voice')
}
