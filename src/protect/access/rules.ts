// Which roles an organisation may hold and make: pure decisions that the server enforces and the screens show beforehand.
import type * as z from 'zod/mini'
import { isBehindWall } from '../../kernel/firewall.ts'
import { OrganisationClass, rolesOf, type Role } from '../../kernel/roles.ts'

/** Every class the register knows. */
export const RegisteredClass = OrganisationClass
export type RegisteredClass = z.infer<typeof RegisteredClass>

/** Those who enforce migration law, and consulates, get none (mission P2, F3). */
export const mayHoldRoles = (organisation: RegisteredClass): boolean => !isBehindWall(organisation)

/** The shipped roles an organisation of this class may give. */
export function rolesFor(organisation: RegisteredClass): readonly Role[] {
  return mayHoldRoles(organisation) ? rolesOf(organisation) : []
}
