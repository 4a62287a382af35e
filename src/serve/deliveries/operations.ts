// Operations of deliveries: record that a person received a service, and list what they received.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { personUnknown } from '../../kernel/problems.ts'

import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Text } from '../../kernel/words.ts'
import { personNotBornYet } from '../record/problems.ts'
import { referralNotOpen, referralOtherSide, referralUnknown } from '../referrals/problems.ts'
import { deliveryInFuture, serviceNotOffered } from './problems.ts'

export const Delivery = z.object({
  id: Id,
  person: Id,
  service: z.object({ id: Id, name: z.string(), kind: Code }),
  organisation: z.object({ id: Id, name: z.string() }),
  referral: z.nullable(Id),
  deliveredOn: PlainDate,
  note: z.nullable(z.string()),
})
export type Delivery = z.infer<typeof Delivery>

export const recordDelivery = command({
  name: 'delivery.record',
  summary: 'A person received a service; the referral that brought them is served and closed.',
  offline: true,
  input: z.strictObject({
    id: Id,
    person: Id,
    service: Id,
    referral: z.optional(Id),
    deliveredOn: PlainDate,
    /** Read by the own organisation only. */
    note: z.optional(Text(2000)),
    /** What the organisation that referred the person should know. */
    feedback: z.optional(Text(2000)),
    /** False while more is to come under the same referral. */
    closes: z.optional(z.boolean()),
  }),
  output: z.object({ referral: z.nullable(z.string()) }),
  facts: [
    'service.delivered',
    'referral.served',
    'referral.closed',
    'plan.step_done',
    'person.sharing_stopped',
  ],
  problems: [
    personUnknown,
    serviceNotOffered,
    deliveryInFuture,
    personNotBornYet,
    referralUnknown,
    referralNotOpen,
    referralOtherSide,
  ],
})

export const listDeliveries = query({
  name: 'delivery.list',
  summary: 'The services a person received, the last first.',
  discloses: true,
  input: z.strictObject({ person: Id }),
  output: z.object({ deliveries: z.array(Delivery) }),
})
