// Who must attest a yes before it takes effect: no organisation gains access to a record on its own statement
// alone.
import type { PlainDate } from '../../../kernel/time.ts'
import { allowedGroups, concerns, lastNo, present, saidNo, type Decision } from './decisions.ts'
import type { Consent } from './shapes.ts'

/**
 * `proof`: a file that proves the yes. `keeper`: the keeper of the record, or the person by a one-time code,
 * confirms it.
 */
export const WAITS_FOR = ['proof', 'keeper'] as const
export type WaitsFor = (typeof WAITS_FOR)[number]

/** A yes as it was recorded. */
export type Yes = {
  readonly purpose: string
  readonly recipient: string | null
  readonly recipientClass: string | null
  readonly fieldGroups: readonly string[]
}

/**
 * What must exist before a yes opens the parts it names; empty when it takes effect at once.
 * A first yes that the keeper of the record records takes effect at once. One that any other organisation
 * records waits for proof and for the keeper; one that reverses a no waits for proof, whoever recorded it.
 */
export function waitsFor(yes: { byKeeper: boolean; reverses: boolean; proven: boolean }): WaitsFor[] {
  const needsProof = !yes.byKeeper || yes.reverses
  return [
    ...(needsProof && !yes.proven ? (['proof'] as const) : []),
    ...(yes.byKeeper ? [] : (['keeper'] as const)),
  ]
}

/**
 * Whether the person's latest decision about one of these parts was a no, to this recipient or to its class.
 * @param recipientClass the class of the recipient, also where it is one organisation
 */
export function reverses(decisions: readonly Decision[], yes: Yes, recipientClass: string): boolean {
  const use = { purpose: yes.purpose, organisation: yes.recipient ?? '', organisationClass: recipientClass }
  return yes.fieldGroups.some((group) => saidNo(decisions, use, group, present('9999-12-31')))
}

/**
 * Whether a file first stored at an instant is older than a no that this yes reverses: it proves an earlier
 * yes.
 */
export function isOlder(
  file: string,
  decisions: readonly Decision[],
  yes: Yes & { givenAt: string },
  recipientClass: string,
): boolean {
  const use = { purpose: yes.purpose, organisation: yes.recipient ?? '', organisationClass: recipientClass }
  return yes.fieldGroups.some((group) => {
    const no = lastNo(decisions, use, group, yes.givenAt)
    return no !== undefined && Date.parse(file) < Date.parse(no)
  })
}

/** The part of a consent that says what was decided. */
type Decided = Pick<
  Consent,
  'said' | 'purpose' | 'fieldGroups' | 'givenAt' | 'expiresOn' | 'withdrawnAt' | 'standing'
> & { readonly recipient: Omit<Consent['recipient'], 'name'> }

/** The decisions in a list of consents; a waiting yes is none yet. */
export function decisionsOf(consents: readonly Decided[]): Decision[] {
  return consents
    .filter(({ standing }) => standing !== 'waiting')
    .flatMap((one) => {
      const decision = {
        purpose: one.purpose,
        recipient: one.recipient.id,
        recipientClass: one.recipient.class,
        fieldGroups: one.fieldGroups,
        endedAt: null,
      }
      const no = { ...decision, said: 'no' as const, at: one.withdrawnAt ?? one.givenAt, until: null }
      if (one.said === 'no') return [no]
      const yes = { ...decision, said: 'yes' as const, at: one.givenAt, until: one.expiresOn }
      return one.withdrawnAt === null ? [yes] : [yes, no]
    })
}

/**
 * The consents, with every yes in force naming the parts the person has refused since, to the same recipient
 * or its class; one whose parts are all refused is shown as withdrawn. The parts it was given for stay whole,
 * because a decision about one organisation still counts before a yes to its class. Where a device does not
 * know the class of an organisation yet, a no to any class counts.
 */
export function overruled<One extends Decided>(
  consents: readonly One[],
): (One & Pick<Consent, 'refusedSince'>)[] {
  const decisions = decisionsOf(consents)
  return consents.map((one) => {
    if (one.standing !== 'in_force') return one
    const { purpose, recipient } = one
    const itsClass = recipient.class ?? recipient.organisationClass
    const use = { purpose, organisation: recipient.id ?? '', organisationClass: itsClass ?? '' }
    const decisive =
      itsClass === undefined
        ? decisions.map((each) => (each.recipient === null ? { ...each, recipientClass: '' } : each))
        : decisions
    const refusedSince = one.fieldGroups.filter((part) => saidNo(decisive, use, part, present('9999-12-31')))
    if (refusedSince.length === one.fieldGroups.length) return { ...one, standing: 'withdrawn' as const }
    return refusedSince.length > 0 ? { ...one, refusedSince } : one
  })
}

/** Those of some organisations that may have one of these parts now, and not after this no. */
export function endedBy<One extends { id: string; class: string }>(
  decisions: readonly Decision[],
  no: Yes,
  organisations: readonly One[],
  today: PlainDate,
): One[] {
  return organisations.filter((one) => {
    const use = { purpose: no.purpose, organisation: one.id, organisationClass: one.class }
    if (!concerns(no, use)) return false
    const allowed = allowedGroups(decisions, use, present(today))
    return no.fieldGroups.some((part) => allowed.has(part))
  })
}

/**
 * What an organisation may still see after this no, by purpose: other parts, and what else the person
 * allowed.
 */
export function leftAfter(
  decisions: readonly Decision[],
  no: Yes,
  one: { id: string; class: string },
  today: PlainDate,
): { purpose: string; fieldGroups: string[] }[] {
  const purposes = new Set(decisions.map(({ purpose }) => purpose))
  return [...purposes].flatMap((purpose) => {
    const use = { purpose, organisation: one.id, organisationClass: one.class }
    const ended = purpose === no.purpose && concerns(no, use) ? no.fieldGroups : []
    const fieldGroups = [...allowedGroups(decisions, use, present(today))].filter(
      (part) => !ended.includes(part),
    )
    return fieldGroups.length === 0 ? [] : [{ purpose, fieldGroups }]
  })
}
