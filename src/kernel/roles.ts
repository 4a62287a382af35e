// Lists the verbs in force and the roles that come with Arraigo: the grants of each role, and the most that a
// role may be given.
import {
  classRank,
  declarePermissions,
  scopeRank,
  type Grant,
  type Permission,
  type VerbsIn,
} from './permission.ts'
import type { OrganisationClass } from './organisation-class.ts'
import { TABLE } from './permission-table.ts'
import { ROLES, type Role } from './role.ts'

export { OrganisationClass } from './organisation-class.ts'
export { Grant, InformationClass, Purpose, Role, Scope } from './permission-schemas.ts'
export { scopeRank, type Permission } from './permission.ts'

const table = declarePermissions(TABLE)

/** The name of a verb that some capability declares. */
export type VerbName = VerbsIn<typeof TABLE>

/** Every verb that some capability declares: `npm run manifest` writes them from the folders. */
export const VERBS: ReadonlyMap<string, Permission> = new Map(Object.entries(table))

/**
 * Gets a verb that a wing to the right of the caller or beside it declares; one from the left is imported
 * from its folder.
 */
export const getVerb = (name: VerbName): Permission => table[name]

const SHIPPED = new Map<string, readonly Grant[]>(
  ROLES.map((role) => [role, [...VERBS.values()].flatMap(({ held }) => held.get(role) ?? [])]),
)

/** The grants of these shipped roles together; any other role adds none. */
export function grantsOf(roles: readonly string[]): Grant[] {
  return [...new Set(roles.flatMap((role) => SHIPPED.get(role) ?? []))]
}

/**
 * The roles an organisation of this class may give. A verifier or a funder never serves people, and who
 * serves people never verifies results: whoever proves what is paid is independent of whoever is paid.
 */
export function rolesOf(organisation: OrganisationClass): readonly Role[] {
  switch (organisation) {
    case 'verifier':
      return ['administrator', 'data_protection_officer', 'verifier']
    case 'funder':
      return ['administrator', 'data_protection_officer', 'analyst', 'communications', 'funder']
    case 'enforcement':
    case 'consular':
      return []
    default:
      return ROLES.filter((role) => role !== 'verifier' && role !== 'funder')
  }
}

/**
 * The most that an organisation of this class may put in a role: all grants of the shipped roles it may give.
 */
export function ceilingOf(organisation: OrganisationClass): Grant[] {
  return grantsOf(rolesOf(organisation)).filter(({ verb }) => VERBS.get(verb)?.who.includes(organisation))
}

/**
 * Whether a grant stays under the ceiling: the same verb and purpose, no wider row scope, no deeper
 * information class, and narrowed only where the verb allows it.
 */
export function isWithin(ceiling: readonly Grant[], grant: Grant): boolean {
  const narrow = scopeRank(grant.scope) < scopeRank('organisation')
  if (narrow && VERBS.get(grant.verb)?.narrows !== true) return false
  return ceiling.some(
    (most) =>
      most.verb === grant.verb &&
      most.purpose === grant.purpose &&
      scopeRank(grant.scope) <= scopeRank(most.scope) &&
      classRank(grant.class) <= classRank(most.class),
  )
}
