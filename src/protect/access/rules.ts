// Which roles an organisation may hold and make: pure decisions that the server enforces and the screens show beforehand.
import * as z from 'zod/mini'
import { OrganisationClass, rolesOf, type Role } from '../../kernel/roles.ts'

/** Every class the register knows; the last two belong to migration enforcement and can hold no role. */
export const RegisteredClass = z.enum([...OrganisationClass.options, 'enforcement', 'consular'])
export type RegisteredClass = z.infer<typeof RegisteredClass>

/** Narrows to the classes that may hold roles: those who enforce migration law get none (mission P2, F3). */
export const mayHoldRoles = (organisation: RegisteredClass): organisation is OrganisationClass =>
  organisation !== 'enforcement' && organisation !== 'consular'

/** The shipped roles an organisation of this class may give. */
export function rolesFor(organisation: RegisteredClass): readonly Role[] {
  return mayHoldRoles(organisation) ? rolesOf(organisation) : []
}
