// What a notice says, to the receiver and to the organisation that told it.
import * as z from 'zod/mini'
import { Code, Id, Instant } from '../../kernel/words.ts'
import { Because } from '../consent/operations.ts'

export const Notice = z.object({
  person: Id,
  id: Id,
  side: z.enum(['told', 'teller']),
  called: z.nullable(z.string()),
  organisation: z.string(),
  purpose: Code,
  fieldGroups: z.array(Code),
  because: Because,
  toldAt: Instant,
  acknowledgedAt: z.nullable(Instant),
})
export type Notice = z.infer<typeof Notice>
