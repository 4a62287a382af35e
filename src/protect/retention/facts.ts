// The facts of retention.
import * as z from 'zod/mini'
import { fact, type DataOf, type FactData } from '../../kernel/fact.ts'
import { DataClass } from '../../kernel/packs/pack.ts'

export const personErased = fact({
  kind: 'person.erased',
  summary: 'What an organisation kept of a person was erased; the figures stay.',
  data: z.strictObject({ classes: z.array(DataClass) }),
})

/** Whether an erasure includes a class of data; for the listeners of `person.erased`. */
export const takesIn = (erased: { data: FactData['person.erased'] }, one: DataClass): boolean =>
  erased.data.classes.includes(one)

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<[typeof personErased]> {}
}
