// The facts of notices.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Code, Id } from '../../kernel/words.ts'

const data = z.strictObject({ notice: Id, purpose: Code, recipient: Id })

export const facts = [
  fact({ kind: 'consent.told', summary: 'A receiver was told what to stop using.', data }),
  fact({ kind: 'consent.acknowledged', summary: 'A receiver confirmed that it stopped.', data }),
] as const

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<typeof facts> {}
}
