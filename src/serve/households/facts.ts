// What is recorded of households, as facts of the people who live in them.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Code, Id } from '../../kernel/words.ts'

export const householdFacts = [
  fact({
    kind: 'household.formed',
    summary: 'Joined a new household.',
    data: z.strictObject({ household: Id, relation: Code, head: z.boolean() }),
  }),
  fact({
    kind: 'household.member_added',
    summary: 'Joined a household.',
    data: z.strictObject({ household: Id, relation: Code, head: z.boolean() }),
  }),
  fact({
    kind: 'household.member_removed',
    summary: 'Left a household.',
    data: z.strictObject({ household: Id, because: z.nullable(z.string()) }),
  }),
] as const

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<typeof householdFacts> {}
}
