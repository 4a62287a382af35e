// What is recorded of people, as facts.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Code, Id } from '../../kernel/words.ts'
import { Channel, Searched } from './rules/shapes.ts'

export const personFacts = [
  fact({
    kind: 'person.registered',
    summary: 'Someone was welcomed for the first time.',
    data: z.strictObject({
      searched: Searched,
      documents: z.int(),
      possibleDuplicates: z.int(),
    }),
  }),
  fact({
    kind: 'person.changed',
    summary: 'Details were corrected; which ones, never their values.',
    data: z.strictObject({ fields: z.array(z.string()), version: z.int() }),
  }),
  fact({
    kind: 'person.status_asked',
    summary: 'Somebody was asked about their migration status, and for what; the answer is not in the fact.',
    data: z.strictObject({ purpose: z.nullable(Code) }),
  }),
  fact({
    kind: 'person.identifier_added',
    summary: 'A document was noted.',
    data: z.strictObject({ type: Code, identifier: z.optional(Id) }),
  }),
  fact({
    kind: 'person.identifier_retired',
    summary: 'A document no longer stands.',
    data: z.strictObject({ type: Code, because: z.string() }),
  }),
  fact({
    kind: 'person.contact_added',
    summary: 'A contact point was noted.',
    data: z.strictObject({ kind: Code, contact: z.optional(Id) }),
  }),
  fact({
    kind: 'person.contact_safe_again',
    summary: 'The person told the keeper of the record that a number or address is safe after all.',
    data: z.strictObject({ kind: Code, channels: z.array(Channel) }),
  }),
  fact({
    kind: 'person.contact_changed',
    summary: 'A contact point changed.',
    data: z.strictObject({
      kind: Code,
      retired: z.boolean(),
      safeToCall: z.boolean(),
      safeToText: z.boolean(),
    }),
  }),
  fact({
    kind: 'person.shared',
    summary: 'Another organisation may see these parts of the record, and no others.',
    data: z.strictObject({ with: Id, fieldGroups: z.array(Code) }),
  }),
  fact({
    kind: 'person.sharing_stopped',
    summary: 'Another organisation may no longer see the record.',
    data: z.strictObject({ with: Id }),
  }),
  fact({
    kind: 'person.duplicate_ruled_out',
    summary: 'Compared with another record and found to be a different person.',
    data: z.strictObject({ other: Id, because: z.string() }),
  }),
  fact({
    kind: 'person.duplicate_unsure',
    summary: 'Compared with another record: it could not be told whether they are one person.',
    data: z.strictObject({ other: Id, because: z.string() }),
  }),
  fact({
    kind: 'person.duplicate_reopened',
    summary: 'What was decided of two records is taken back.',
    data: z.strictObject({ other: Id }),
  }),
] as const

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<typeof personFacts> {}
}
