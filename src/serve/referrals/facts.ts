// What is recorded of referrals, as facts.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Code, Id, Instant } from '../../kernel/words.ts'

const about = z.strictObject({ referral: Id, receiver: Id, service: z.nullable(Id) })

/** `more`: the data of the fact in addition to the referral. */
const happened = <const Kind extends string, More extends z.core.$ZodLooseShape = {}>(
  kind: Kind,
  summary: string,
  more?: More,
) => fact({ kind, summary, data: z.extend(about, (more ?? {}) as More) })

export const facts = [
  happened('referral.drafted', 'A referral was prepared.'),
  happened('referral.sent', 'A person was referred to another organisation.'),
  happened('referral.accepted', 'A provider took a referral.'),
  happened('referral.declined', 'A provider could not take a referral.', { reason: z.optional(Code) }),
  happened('referral.redirected', 'A referral was sent elsewhere instead.'),
  happened('referral.expired', 'A referral was not answered in time.'),
  happened('referral.scheduled', 'An appointment was made.', { at: z.optional(Instant) }),
  happened('referral.missed', 'The person did not come to the appointment.'),
  happened('referral.served', 'The person got what they were referred for.'),
  happened('referral.closed', 'A referral ended.', {
    result: z.optional(Code),
    need: z.optional(z.nullable(Id)),
  }),
  happened('referral.cancelled', 'A referral was taken back.'),
] as const

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<typeof facts> {}
}
