// Operations of merges: two records that are one person become one by a link, which can be undone.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { personUnknown } from '../../kernel/problems.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Id, Instant, Text } from '../../kernel/words.ts'
import { householdMemberElsewhere, householdOneHead } from '../households/problems.ts'
import { Glimpse } from '../record/operations.ts'
import {
  mergeAlready,
  mergeErasureOpen,
  mergeItemUnknown,
  mergeItself,
  mergeTwoKeepers,
  mergeUndone,
  mergeUnknown,
} from './problems.ts'

/** Something that was recorded while the records were merged. */
export const LaterItem = z.object({
  item: Id,
  /** The record that it was recorded on. */
  on: Id,
  /** The kind of the first fact about it. */
  kind: z.string(),
  occurredOn: PlainDate,
  /** A code of the pack that says which need, service or questionnaire; null where it has none. */
  code: z.nullable(z.string()),
  /** The number of a document, or what was noted to reach the person by. */
  text: z.optional(z.string()),
})
export type LaterItem = z.infer<typeof LaterItem>

export const Merge = z.object({
  id: Id,
  /** The record that is kept. */
  person: Glimpse,
  other: Glimpse,
  because: z.string(),
  mergedAt: Instant,
  mergedBy: z.nullable(z.string()),
  undoneAt: z.nullable(Instant),
  undoneBy: z.nullable(z.string()),
  undoneBecause: z.nullable(z.string()),
  /** What has to be assigned if it is undone now; empty once it is undone. */
  later: z.array(LaterItem),
})
export type Merge = z.infer<typeof Merge>

export const mergePeople = command({
  name: 'person.merge',
  summary:
    'Two records of one keeper are of the same person: from now on they are read as one, under the id of the first.',
  input: z.strictObject({ id: Id, person: Id, other: Id, because: Text(500) }),
  output: z.object({ kept: Id }),
  facts: ['person.merged', 'person.shared', 'person.sharing_stopped'],
  problems: [personUnknown, mergeItself, mergeAlready, mergeTwoKeepers, mergeErasureOpen],
})

export const unmergePeople = command({
  name: 'person.unmerge',
  summary:
    'A merge is undone: both records are as they were. What was recorded meanwhile stays on its record unless it is assigned to another.',
  input: z.strictObject({
    merge: Id,
    because: Text(500),
    assign: z.optional(z.array(z.strictObject({ item: Id, to: Id })).check(z.maxLength(500))),
  }),
  output: z.object({}),
  facts: [
    'person.unmerged',
    'person.shared',
    'person.sharing_stopped',
    'person.identifier_added',
    'person.identifier_retired',
    'person.contact_added',
    'person.contact_changed',
    'household.member_added',
    'household.member_removed',
    'household.joined',
    'household.left',
    'household.ended',
  ],
  problems: [mergeUnknown, mergeUndone, mergeItemUnknown, householdMemberElsewhere, householdOneHead],
})

export const listMerges = query({
  name: 'person.merges',
  summary:
    'The records that a person is also registered as, who merged them and why, and the merges that were undone.',
  discloses: true,
  input: z.strictObject({ person: Id }),
  output: z.object({
    /** The id under which the person is shown. */
    kept: Id,
    merges: z.array(Merge),
  }),
  problems: [personUnknown],
})
