// Shapes that several operations on organisations and roles share.
import * as z from 'zod/mini'
import { BEHIND_WALL } from '../../../kernel/firewall.ts'
import { Role } from '../../../kernel/roles.ts'
import { Id, Instant } from '../../../kernel/words.ts'
import { RegisteredClass } from './roles.ts'

/** The classes of organisation that stand behind the firewall. */
export const ClassBehind = z.enum(BEHIND_WALL)

/** That an organisation was moved behind the firewall, or was to be: who asked, who decided. */
export const Move = z.object({
  id: Id,
  organisation: Id,
  name: z.string(),
  class: ClassBehind,
  because: z.string(),
  askedBy: Id,
  askedByName: z.nullable(z.string()),
  askedAt: Instant,
  decidedByName: z.nullable(z.string()),
  decidedAt: z.nullable(Instant),
  allowed: z.nullable(z.boolean()),
})

/** A role that the program ships, by its name, or one that the organisation made, by its id. */
export const RoleName = z.union([Role, Id])

export const RoleInWords = z.object({
  role: RoleName,
  /** Of a role the organisation made; shipped ones are named in the messages. */
  name: z.optional(z.string()),
  centreName: z.optional(z.string()),
})

/** What another organisation offers to the holder of an account. */
export const Offered = z.object({
  organisation: Id,
  organisationName: z.string(),
  organisationClass: RegisteredClass,
  invitedBy: z.optional(z.string()),
  since: z.string(),
  roles: z.array(RoleInWords),
})
