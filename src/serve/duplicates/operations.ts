// Operations of duplicates: how alike two records are, which pairs wait and for whom, and what was decided on them. Pairs are
// noted in the transaction of a change, so the record stores them and has the handlers (src/serve/record/server/pairs.ts).
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { Paged, paged } from '../../kernel/paging.ts'
import { personUnknown, userUnknown } from '../../kernel/problems.ts'
import { Id, Instant, Text } from '../../kernel/words.ts'
import { Glimpse, Reason } from '../record/operations.ts'
import { duplicateBecauseMissing, duplicateNotTheirs, duplicateUnknown } from './problems.ts'

export { clustersOf, isAfter } from './rules/clusters.ts'

export { compare, comparePrepared, prepare, registerOf, type Comparable } from './rules/compare.ts'
export { documentNumber } from './rules/numbers.ts'
export { isSuspected, RULES_VERSION } from './rules/suspected.ts'
export { mayBeShown, nameFound, ranked, readText } from './rules/typed.ts'

export const ruleOutDuplicate = command({
  name: 'person.rule_out_duplicate',
  summary: 'Somebody compared two records: they are different people.',
  input: z.strictObject({ person: Id, other: Id, because: Text(500) }),
  output: z.object({}),
  facts: ['person.duplicate_ruled_out'],
  problems: [personUnknown, duplicateUnknown],
})

/** A pair as its people are named, in any order. */
const PairKey = z.strictObject({ person: Id, other: Id })
const PairKeys = z.array(PairKey).check(z.minLength(1), z.maxLength(200))

export const decideDuplicates = command({
  name: 'person.decide_duplicates',
  summary:
    'Somebody compared records: all of these pairs are of different people, or it cannot be told yet; or the decision is taken back.',
  input: z.strictObject({
    pairs: PairKeys,
    /** `open`: what was decided is taken back, and they are compared anew. */
    decision: z.enum(['different', 'unsure', 'open']),
    /** Left out only with `open`. */
    because: z.optional(Text(500)),
  }),
  output: z.object({}),
  facts: ['person.duplicate_ruled_out', 'person.duplicate_unsure', 'person.duplicate_reopened'],
  problems: [duplicateUnknown, duplicateBecauseMissing],
})

export const assignDuplicates = command({
  name: 'person.assign_duplicates',
  exposure: 'person',
  summary: 'A colleague is given pairs of records to decide on, or they are nobody’s again.',
  input: z.strictObject({ pairs: PairKeys, to: z.nullable(Id) }),
  output: z.object({}),
  problems: [duplicateUnknown, userUnknown, duplicateNotTheirs],
})

/** What waits comes first; `same` comes with records that are made one. */
export const PairState = z.enum(['open', 'unsure', 'different', 'same'])
export type PairState = z.infer<typeof PairState>

const User = z.object({ id: Id, name: z.nullable(z.string()) })

const Pair = z.object({
  person: Glimpse,
  other: Glimpse,
  reasons: z.array(Reason),
  noticedAt: Instant,
  /** Pairs that share people, directly or through others, have the same: they are decided on together. */
  cluster: Id,
  state: PairState,
  /** Of the rules by which it was found; 0 where that was not written down. */
  rulesVersion: z.int(),
  decided: z.nullable(z.object({ because: z.string(), by: User, at: Instant })),
  assignedTo: z.nullable(User),
})
export type Pair = z.infer<typeof Pair>

export const listDuplicates = query({
  name: 'person.duplicates',
  summary:
    'Pairs of records that may be one person: those that nobody has decided on yet, unless asked otherwise.',
  discloses: true,
  input: z.strictObject({
    /** Only those of the cluster that this person is in. */
    person: z.optional(Id),
    states: z.optional(z.array(PairState).check(z.minLength(1), z.maxLength(4))),
    /** Given to this user; `nobody`: to nobody. A cluster counts as a whole. */
    assigned: z.optional(z.union([Id, z.literal('nobody')])),
    ...paged(['noticed']),
  }),
  output: z.object({
    /** Pages hold whole clusters, the last noticed first. */
    pairs: z.array(Pair),
    ...Paged,
    /** With `person`: documents and contact points in use of those who are compared, as far as the actor may see them. */
    reached: z.optional(
      z.array(
        z.object({
          person: Id,
          documents: z.array(z.object({ type: z.string(), number: z.string() })),
          contacts: z.array(z.object({ kind: z.string(), value: z.string() })),
        }),
      ),
    ),
    /** With `person`: colleagues who may decide, to be given pairs. */
    colleagues: z.optional(z.array(User)),
  }),
})
