// Who must stand behind a yes before it opens anything: nobody gains sight of a record on their own word alone.
import { present, saidNo, type Decision } from './decisions.ts'
import type { Consent } from './shapes.ts'

/** `proof`: a file that shows the yes. `keeper`: the keeper of the record, or the person by a one-time code, confirms it. */
export type WaitsFor = 'proof' | 'keeper'

/** A yes as somebody wrote it down. */
export type Yes = {
  readonly purpose: string
  readonly recipient: string | null
  readonly recipientClass: string | null
  readonly fieldGroups: readonly string[]
}

/**
 * What must be there before a yes opens what it names; empty when it opens at once.
 *
 * A first yes that the keeper of the record writes opens at once. One that anybody else wrote waits for proof and for the
 * keeper; one that reverses a no waits for proof, whoever wrote it.
 */
export function waitsFor(yes: { byKeeper: boolean; reverses: boolean; proven: boolean }): WaitsFor[] {
  const needsProof = !yes.byKeeper || yes.reverses
  return [
    ...(needsProof && !yes.proven ? (['proof'] as const) : []),
    ...(yes.byKeeper ? [] : (['keeper'] as const)),
  ]
}

/**
 * Whether the person's last word about one of these parts was a no, to this recipient or to its class.
 * @param recipientClass the class of the recipient, also where it is one organisation
 */
export function reverses(decisions: readonly Decision[], yes: Yes, recipientClass: string): boolean {
  const use = { purpose: yes.purpose, organisation: yes.recipient ?? '', organisationClass: recipientClass }
  return yes.fieldGroups.some((group) => saidNo(decisions, use, group, present('9999-12-31')))
}

/** The decisions that consents, as they are listed, stand for: a yes that was taken back is a yes and, later, a no. */
export function decisionsIn(consents: readonly Consent[]): Decision[] {
  return consents.flatMap(({ said, purpose, recipient, fieldGroups, standing, ...one }) => {
    const of = {
      purpose,
      recipient: recipient.id,
      recipientClass: recipient.class,
      fieldGroups,
      endedAt: null,
    }
    const no = (at: string): Decision => ({ ...of, said: 'no', at, until: null })
    if (said === 'no') return [no(one.givenAt)]
    return [
      ...(standing === 'waiting' ? [] : [{ ...of, said, at: one.givenAt, until: one.expiresOn }]),
      ...(one.withdrawnAt === null ? [] : [no(one.withdrawnAt)]),
    ]
  })
}
