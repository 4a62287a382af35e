// Shapes that several operations on organisations and roles share.
import * as z from 'zod/mini'
import { Role } from '../../../kernel/roles.ts'
import { PlainDate } from '../../../kernel/time.ts'
import { Id } from '../../../kernel/words.ts'
import { RegisteredClass } from '../../organisations/operations.ts'

/** A shipped role, by its name, or one that the organisation made, by its id. */
export const RoleName = z.union([Role, Id])

export const RoleInWords = z.object({
  role: RoleName,
  /** Of a role that the organisation made; the names of shipped ones are in the messages. */
  name: z.optional(z.string()),
  centreName: z.optional(z.string()),
})

/** What is missing before a role takes effect: the holder's acceptance, or a second administrator's confirmation. */
export const Awaited = z.enum(['acceptance', 'confirmation'])
export type Awaited = z.infer<typeof Awaited>

/** What another organisation offers to the holder of an account. */
export const Offered = z.object({
  organisation: Id,
  organisationName: z.string(),
  organisationClass: RegisteredClass,
  invitedBy: z.optional(z.string()),
  since: z.string(),
  roles: z.array(RoleInWords),
})

/** A role that waits for a second administrator. */
export const Unconfirmed = z.extend(RoleInWords, {
  id: Id,
  organisation: Id,
  organisationName: z.string(),
  user: Id,
  userName: z.string(),
  givenBy: z.optional(z.string()),
  mayConfirm: z.boolean(),
  /**
   * Whom to ask where the asker may not confirm: a colleague, the lead organisation, or the operator of the
   * server.
   */
  whoMay: z.optional(z.object({ kind: z.enum(['colleague', 'lead', 'operator']), organisation: z.string() })),
})

/** A role that one organisation gave in another. */
export const FromOutside = z.extend(RoleInWords, {
  id: Id,
  organisation: Id,
  organisationName: z.string(),
  userName: z.string(),
  givenFrom: z.string(),
  givenBy: z.optional(z.string()),
  confirmedBy: z.optional(z.string()),
  /** Whether it waits to be confirmed; once confirmed, it takes effect on the day it begins. */
  waits: z.boolean(),
  begins: PlainDate,
  /** Given in this organisation; false for one that this organisation gave elsewhere. */
  ours: z.boolean(),
})

export const ListedUser = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  active: z.boolean(),
  /** This organisation answers for the account: only then may it reinvite or deactivate. */
  ours: z.boolean(),
  invited: z.boolean(),
  secondFactor: z.boolean(),
  /** Has signed in through the organisation's own sign-on. */
  signOn: z.boolean(),
  /** Works with keys; no person signs in to it. */
  program: z.boolean(),
  roles: z.array(
    z.extend(RoleInWords, {
      id: Id,
      centre: z.optional(Id),
      from: PlainDate,
      until: z.optional(PlainDate),
      givenBy: z.optional(z.string()),
      awaits: z.optional(Awaited),
    }),
  ),
})
