// The facts of consents, and those after which a receiver may see less or more than before.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Code, Id } from '../../kernel/words.ts'
import { Recipient, type Because } from './rules/shapes.ts'

const decided = z.strictObject({ consent: Id, purpose: Code, recipient: Recipient })

const happened = <const Kind extends string, Data extends z.ZodMiniType>(
  kind: Kind,
  summary: string,
  data: Data,
) => fact({ kind, summary, data })

export const facts = [
  happened('consent.given', 'A person allowed part of their record to be shared.', decided),
  happened('consent.awaited', 'A yes was written down and waits to be confirmed.', decided),
  happened('consent.confirmed', 'The keeper of the record, or the person, confirmed a yes.', decided),
  happened('consent.upheld', 'The person confirmed a no that was written down elsewhere.', decided),
  happened('consent.applied', 'What a no on record ends was worked out anew.', decided),
  happened('consent.refused', 'A person said no to sharing.', decided),
  happened('consent.withdrawn', 'A person took a consent back.', decided),
  happened('consent.expired', 'The last day of a consent was over.', decided),
] as const

/** Facts of consents after which a receiver may see less or more than before; those of overrides are added there. */
export const consentTurns = facts.filter(({ kind }) =>
  [
    'consent.given',
    'consent.confirmed',
    'consent.upheld',
    'consent.applied',
    'consent.refused',
    'consent.withdrawn',
    'consent.expired',
  ].includes(kind),
)

/** The reason given to a receiver that lost access to something after such a fact. */
export function becauseOf(kind: string): z.infer<typeof Because> {
  if (kind === 'consent.refused' || kind === 'consent.upheld') return 'refused'
  if (kind === 'consent.expired') return 'expired'
  return kind === 'override.ended' ? 'override_ended' : 'withdrawn'
}

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<typeof facts> {}
}
