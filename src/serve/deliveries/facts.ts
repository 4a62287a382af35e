// What is recorded of deliveries, as facts.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Code, Id } from '../../kernel/words.ts'

export const serviceDelivered = fact({
  kind: 'service.delivered',
  summary: 'A person received a service.',
  data: z.strictObject({ delivery: Id, service: Id, kind: Code, referral: z.nullable(Id) }),
})

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<[typeof serviceDelivered]> {}
}
