// What is recorded of interpreters, as facts.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Code } from '../../kernel/words.ts'
import { InterpreterKind } from './rules/kinds.ts'

export const interpreterCalled = fact({
  kind: 'interpreter.called',
  summary:
    'Somebody was called to interpret for the person; who they are and what was said is not in the fact.',
  data: z.strictObject({ kind: InterpreterKind, language: z.nullable(Code), reached: z.boolean() }),
})

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<[typeof interpreterCalled]> {}
}
