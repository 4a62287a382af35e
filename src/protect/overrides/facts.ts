// The facts of overrides.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Code, Id } from '../../kernel/words.ts'

const overridden = z.strictObject({ override: Id, purpose: Code, recipient: Id })

const happened = <const Kind extends string>(kind: Kind, summary: string) =>
  fact({ kind, summary, data: overridden })

export const facts = [
  happened('override.asked', 'Sharing without consent was asked for.'),
  happened('override.allowed', 'Sharing without consent was allowed, for a time.'),
  happened('override.refused', 'Sharing without consent was not allowed.'),
  happened('override.ended', 'Sharing without consent ended.'),
  happened('override.reviewed', 'The data-protection officer judged an override.'),
] as const

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<typeof facts> {}
}
