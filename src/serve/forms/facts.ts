// What is recorded of forms, as facts.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Code, Id } from '../../kernel/words.ts'

export const personCharacterized = fact({
  kind: 'person.characterized',
  summary: 'A person answered a questionnaire.',
  data: z.strictObject({ characterization: Id, questionnaire: Code, version: z.int() }),
})

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<[typeof personCharacterized]> {}
}
