// What is recorded of households: as facts of the people who live in them, and of the household itself.
import * as z from 'zod/mini'
import { fact, subject, type DataOf, type SubjectFactsOf } from '../../kernel/fact.ts'
import { Code, Id } from '../../kernel/words.ts'

const household = subject({
  kind: 'household',
  summary: 'People who live together.',
  verb: 'person.read',
})

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
  fact({
    kind: 'household.began',
    subject: household,
    summary: 'A household was formed.',
    data: z.strictObject({ members: z.int() }),
  }),
  fact({
    kind: 'household.joined',
    subject: household,
    summary: 'Somebody joined the household.',
    data: z.strictObject({}),
  }),
  fact({
    kind: 'household.left',
    subject: household,
    summary: 'Somebody left the household.',
    data: z.strictObject({}),
  }),
  fact({
    kind: 'household.ended',
    subject: household,
    summary: 'The last member left the household.',
    data: z.strictObject({}),
  }),
] as const

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<typeof householdFacts> {}
  interface SubjectFacts extends SubjectFactsOf<typeof householdFacts> {}
}
