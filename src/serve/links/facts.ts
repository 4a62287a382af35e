// What is recorded of links, on both records: for each keeper on its own.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Id } from '../../kernel/words.ts'

/** `with`: the organisation that keeps the other record. */
const data = z.strictObject({ link: Id, with: Id })

export const linkFacts = [
  fact({
    kind: 'person.link_proposed',
    summary: 'One keeper asked another whether their two records are of one person.',
    data,
  }),
  fact({
    kind: 'person.linked',
    summary: 'Two keepers agreed that their records are of one person.',
    data,
  }),
  fact({ kind: 'person.link_declined', summary: 'The other keeper did not agree.', data }),
  fact({ kind: 'person.link_withdrawn', summary: 'Who had asked took it back.', data }),
  fact({
    kind: 'person.unlinked',
    summary: 'A link between the records of two keepers ended.',
    data,
  }),
] as const

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<typeof linkFacts> {}
}
