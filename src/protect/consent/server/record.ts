// Records a person's decision as a fact, for the organisations that may know of it.
import type { FactData } from '../../../kernel/fact.ts'
import type { CommandContext } from '../../../platform/capability.ts'

/**
 * Shares the decision with another organisation as well, mostly the keeper of the record; receivers get it
 * when it changes what they see.
 */
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
