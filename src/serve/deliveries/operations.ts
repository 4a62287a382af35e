// Operations of deliveries: record that a person received a service, and list what they received, or what was given to all.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { Paged, paged } from '../../kernel/paging.ts'
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

export const GivenService = z.object({
  id: Id,
  person: Id,
  /** Null where the reader may no longer see who it was. */
  personName: z.nullable(z.string()),
  /** Null for a kind that the pack protects: in a list nobody reads who received one. */
  service: z.nullable(Delivery.shape.service),
  deliveredOn: PlainDate,
})
export type GivenService = z.infer<typeof GivenService>

/** Made where it is used: what the module makes at once is part of every screen of a record. */
function pages() {
  const { words: _, ...rest } = paged(['on'])
  return rest
}

export const listGivenServices = query({
  name: 'delivery.given',
  summary: 'The services that this organisation gave, to whom and when, the last first.',
  discloses: true,
  input: z.strictObject({
    /** On this day or after. */
    since: z.optional(PlainDate),
    ...pages(),
  }),
  output: z.object({ given: z.array(GivenService), ...Paged }),
})
