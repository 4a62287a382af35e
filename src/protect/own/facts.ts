// The facts of what people do in their own view.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Id } from '../../kernel/words.ts'

const happened = <const Kind extends string, Data extends z.ZodMiniType>(
  kind: Kind,
  summary: string,
  data: Data,
) => fact({ kind, summary, data })

const ofCode = z.strictObject({ code: Id })

const ofCorrection = z.strictObject({ correction: Id })

export const facts = [
  happened('own_code.made', 'A one-time code for the own view was handed out.', ofCode),
  happened('own_code.used', 'A person opened their own view with a code.', ofCode),
  happened('own_code.revoked', 'A code was taken back.', ofCode),
  happened('correction.asked', 'A person said that something in their record is wrong.', ofCorrection),
  happened('correction.answered', 'What a person said is wrong was answered.', ofCorrection),
] as const

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<typeof facts> {}
}
