// Which roles an organisation may hold: pure decisions that the server enforces and the screens show beforehand.
import * as z from 'zod/mini'
import { OrganisationClass, Role } from '../../kernel/actor.ts'

/** Every class the register knows; the last two belong to migration enforcement and can hold no role. */
export const RegisteredClass = z.enum([...OrganisationClass.options, 'enforcement', 'consular'])
export type RegisteredClass = z.infer<typeof RegisteredClass>

const EVERYWHERE: readonly Role[] = ['administrator', 'data_protection_officer']
const WATCHING: readonly Role[] = [...EVERYWHERE, 'analyst', 'communications']

/**
 * The roles an organisation of this class may give. A verifier or a funder never serves people, and who serves
 * people never verifies results; those who enforce migration law get none (mission P2, F3).
 */
export function rolesFor(organisationClass: RegisteredClass): readonly Role[] {
  switch (organisationClass) {
    case 'enforcement':
    case 'consular':
      return []
    case 'verifier':
      return [...EVERYWHERE, 'verifier']
    case 'funder':
      return [...WATCHING, 'funder']
    default:
      return Role.options.filter((role) => role !== 'verifier' && role !== 'funder')
  }
}
