// The operations of the disclosure log: who saw whom, which users stand out, how far it is sealed, and
// erasing.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { PrincipalKind } from '../../kernel/principal.ts'
import { personUnknown } from '../../kernel/problems.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant, SingleLine, Text } from '../../kernel/words.ts'

export { partsOf, partTried, principalWords } from './rules.ts'

const Named = z.object({ id: Id, name: z.nullable(z.string()) })

/** Who acted; `principal` where it was no user, such as a display, or `link` for a person in their own view. */
const Who = z.object({ ...Named.shape, principal: z.optional(PrincipalKind) })

export const Look = z.object({
  id: Id,
  at: Instant,
  /** Null when this organisation does not, or no longer, see the record. */
  person: z.nullable(z.object({ id: Id, name: z.string() })),
  user: Who,
  organisation: Named,
  /** The organisation that received it, when it was shared. */
  recipient: z.nullable(Named),
  via: z.string(),
  fields: z.array(z.string()),
  purpose: Code,
  consent: z.nullable(Id),
})
export type Look = z.infer<typeof Look>

const Period = {
  /** Civil days in the asker's time zone, both included; the last thirty by default. */
  from: z.optional(PlainDate),
  until: z.optional(PlainDate),
}

export const searchDisclosures = query({
  name: 'disclosure.search',
  summary:
    'Who saw or received what of whom: the people this organisation keeps, and what its own users saw.',
  discloses: true,
  input: z.strictObject({
    ...Period,
    person: z.optional(Id),
    user: z.optional(Id),
    after: z.optional(SingleLine(100)),
    limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  }),
  output: z.object({ looks: z.array(Look), next: z.nullable(z.string()) }),
  problems: [personUnknown],
})

export const unusualLooks = query({
  name: 'disclosure.unusual',
  exposure: 'staff',
  summary: 'How many records each user opened, and of how many people they never recorded anything.',
  input: z.strictObject(Period),
  output: z.object({
    users: z.array(
      z.object({
        user: Who,
        opened: z.int(),
        /** Of the people opened, those about whom this user never recorded anything. */
        idle: z.int(),
        unusual: z.boolean(),
      }),
    ),
  }),
})

export const refusedAttempts = query({
  name: 'disclosure.refused',
  summary:
    'What users of other organisations tried on people kept here and were refused, the latest first, each kind of attempt once.',
  discloses: true,
  input: z.strictObject(Period),
  output: z.object({
    attempts: z.array(
      z.object({
        person: z.object({ id: Id, name: z.string() }),
        user: Who,
        organisation: Named,
        /** The operation that was tried, and the code of the problem it was refused with. */
        tried: z.string(),
        code: z.string(),
        times: z.int(),
        last: Instant,
      }),
    ),
  }),
})

export const countRefused = query({
  name: 'disclosure.refused_unread',
  exposure: 'staff',
  summary: 'How many kinds of refused attempts there are that whoever asks has not read of.',
  input: z.strictObject({}),
  output: z.object({ count: z.int() }),
})

export const sealedDisclosures = query({
  name: 'disclosure.sealed',
  exposure: 'staff',
  summary: 'How far the disclosure log is sealed, and how much waits for the next seal.',
  input: z.strictObject({}),
  output: z.object({
    last: z.nullable(z.object({ sequence: z.int(), at: Instant })),
    waiting: z.int(),
  }),
})

/**
 * Run by the erasure of a person: their entries are deleted, the seals stay verifiable, and the erasure is
 * sealed in turn.
 */
export const eraseDisclosures = command({
  name: 'disclosure.erase',
  summary: 'What the log says about a person is erased; how much, by whom and why stays.',
  input: z.strictObject({ person: Id, because: Text(500) }),
  output: z.object({ erased: z.int() }),
})
