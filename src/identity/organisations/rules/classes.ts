// Which classes of organisation the register knows, and which roles each may give: pure decisions that the server enforces
// and the screens show beforehand.
import type * as z from 'zod/mini'
import { isBehindFirewall } from '../../../kernel/firewall.ts'
import { OrganisationClass, rolesOf, type Role } from '../../../kernel/roles.ts'

/** Every class the register knows. */
export const RegisteredClass = OrganisationClass
export type RegisteredClass = z.infer<typeof RegisteredClass>

/** Organisations that enforce migration law, and consulates, get no roles (docs/firewall.md). */
const mayHoldRoles = (organisation: RegisteredClass): boolean => !isBehindFirewall(organisation)

/** The shipped roles an organisation of this class may give. */
export function rolesFor(organisation: RegisteredClass): readonly Role[] {
  return mayHoldRoles(organisation) ? rolesOf(organisation) : []
}
