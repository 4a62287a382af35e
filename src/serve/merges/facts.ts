// What is recorded of merges, as facts on both records.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Id } from '../../kernel/words.ts'

/** `kept`: whether the person is shown under the id of this record. */
const data = z.strictObject({ merge: Id, with: Id, kept: z.boolean() })

export const personMerged = fact({
  kind: 'person.merged',
  summary: 'The record and another were found to be of one person.',
  data,
})
export const personUnmerged = fact({
  kind: 'person.unmerged',
  summary: 'The record and another, merged before, are of two people after all.',
  data,
})

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<[typeof personMerged, typeof personUnmerged]> {}
}
