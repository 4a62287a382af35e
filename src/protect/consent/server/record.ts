// Records what a person decided, for whoever is to know of it.
import type { FactData } from '../../../kernel/fact.ts'
import type { CommandContext } from '../../../platform/capability.ts'

/** Tells what was decided to another organisation as well, mostly the keeper of the record; receivers are told when it changes what they see. */
type Decided =
  | 'consent.given'
  | 'consent.awaited'
  | 'consent.confirmed'
  | 'consent.upheld'
  | 'consent.applied'
  | 'consent.refused'
  | 'consent.withdrawn'
  | 'consent.expired'

export function tell<Name extends Decided>(
  ctx: CommandContext<NoInfer<Name>>,
  kind: Name,
  of: {
    person: string
    id: string
    purpose: string
    recipient: string | null
    recipient_class: string | null
  },
  other: string | undefined,
): void {
  ctx.record(kind, {
    person: of.person,
    sharedWith: other === undefined || other === ctx.actor.organisation ? [] : [other],
    data: {
      consent: of.id,
      purpose: of.purpose,
      recipient: (of.recipient ?? of.recipient_class) as FactData[Decided]['recipient'],
    },
  })
}
