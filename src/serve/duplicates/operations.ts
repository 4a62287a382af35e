// Operations of duplicates: how alike two records are, which pairs are undecided, and that two records are of
// different people. Pairs are noted in the transaction of a registration, so the record stores them and has
// the handlers of these two (src/serve/record/server/likenesses.ts).
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { personUnknown } from '../../kernel/problems.ts'
import { Id, Instant, Text } from '../../kernel/words.ts'
import { Glimpse, Reason } from '../record/operations.ts'
import { duplicateUnknown } from './problems.ts'

export { compare, comparePrepared, prepare, registerOf, type Comparable } from './rules/compare.ts'
export { isSuspected, RULES_VERSION } from './rules/suspected.ts'
export { nameFound, ranked, readText } from './rules/typed.ts'

export const ruleOutDuplicate = command({
  name: 'person.rule_out_duplicate',
  summary: 'Somebody compared two records: they are different people.',
  input: z.strictObject({ person: Id, other: Id, because: Text(500) }),
  output: z.object({}),
  facts: ['person.duplicate_ruled_out'],
  problems: [personUnknown, duplicateUnknown],
})

export const listDuplicates = query({
  name: 'person.duplicates',
  summary: 'Pairs of records that may be one person and that nobody has decided on yet.',
  discloses: true,
  input: z.strictObject({ person: z.optional(Id) }),
  output: z.object({
    pairs: z.array(
      z.object({ person: Glimpse, other: Glimpse, reasons: z.array(Reason), noticedAt: Instant }),
    ),
  }),
})
