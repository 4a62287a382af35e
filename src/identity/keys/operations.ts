// Keys with which programs of an organisation call commands and queries: issued, listed and withdrawn.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { userUnknown } from '../../kernel/problems.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Id, SingleLine } from '../../kernel/words.ts'
import { RoleName } from '../users/operations.ts'
import { organisationNoRoles } from '../organisations/problems.ts'
import { roleNotForClass } from '../users/problems.ts'
import { roleDutiesApart, roleUnknown } from '../roles/problems.ts'
import { keyNameUnknown, keyNone, keyNotForKeys, keyPeriod, keyRoleOfPeople } from './problems.ts'

/** The name of a command or a query. */
const Name = z.string().check(z.regex(/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/u), z.maxLength(80))

export const issueKey = command({
  name: 'key.issue',
  forPeople: true,
  exposure: 'staff',
  summary:
    'An administrator gives a program a key: a list of commands and queries it may ask for, and for how long.',
  input: z.strictObject({
    id: Id,
    /** The user the program acts as: a new one, whose name and roles are given, or one made for an earlier key. */
    user: Id,
    name: z.optional(SingleLine(160)),
    roles: z.optional(z.array(RoleName).check(z.minLength(1), z.maxLength(12))),
    allows: z.array(Name).check(z.minLength(1), z.maxLength(200)),
    /** The last day it works, a year from today at most. */
    until: PlainDate,
  }),
  /** `key` is in the first answer only: the server keeps only its hash. */
  output: z.object({ id: Id, key: z.optional(z.string()) }),
  secret: ['key'],
  problems: [
    keyPeriod,
    keyNotForKeys,
    keyNameUnknown,
    keyRoleOfPeople,
    userUnknown,
    organisationNoRoles,
    roleNotForClass,
    roleDutiesApart,
    roleUnknown,
  ],
})

export const revokeKey = command({
  name: 'key.revoke',
  forPeople: true,
  exposure: 'staff',
  summary: 'Withdraws a key at once and for good.',
  input: z.strictObject({ id: Id }),
  output: z.object({ id: Id }),
  problems: [keyNone],
})

export const listKeys = query({
  name: 'key.list',
  forPeople: true,
  exposure: 'staff',
  summary: 'The keys of the own organisation: whose, for what, until when, and when each was last used.',
  input: z.strictObject({}),
  output: z.object({
    keys: z.array(
      z.object({
        id: Id,
        user: Id,
        name: z.string(),
        prefix: z.string(),
        allows: z.array(z.string()),
        until: PlainDate,
        issuedAt: z.string(),
        issuedBy: z.string(),
        usedAt: z.nullable(z.string()),
        revokedAt: z.nullable(z.string()),
      }),
    ),
  }),
})

export const listNames = query({
  name: 'key.names',
  forPeople: true,
  exposure: 'staff',
  summary: 'What may stand in the list of a key: commands and queries by their names.',
  input: z.strictObject({}),
  output: z.object({ names: z.array(z.object({ name: z.string(), is: z.enum(['command', 'query']) })) }),
})
