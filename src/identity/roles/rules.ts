// What a role of an organisation's own may hold: checked by the server, shown beforehand by the screens.
import type { Role } from '../../kernel/roles.ts'
import {
  ceilingOf,
  grantsOf,
  isWithin,
  scopeRank,
  VERBS,
  type Grant,
  type OrganisationClass,
  type Scope,
} from '../../kernel/roles.ts'

/** The grants that exceed what an organisation of this class may give; none when the role may be made. */
export function above(organisation: OrganisationClass, grants: readonly Grant[]): Grant[] {
  const ceiling = ceilingOf(organisation)
  return grants.filter((grant) => !isWithin(ceiling, grant))
}

/** Each verb an organisation of this class may give, with its widest scope, once for each purpose. */
export function offered(organisation: OrganisationClass): Grant[] {
  const widest = new Map<string, Grant>()
  for (const grant of ceilingOf(organisation)) {
    const key = `${grant.verb} ${grant.purpose}`
    const known = widest.get(key)
    if (!known || scopeRank(known.scope) < scopeRank(grant.scope)) widest.set(key, grant)
  }
  return [...widest.values()]
}

/**
 * The scopes with which a verb may be given: the widest first, narrower only where it works on one person's
 * record.
 */
export function scopesFor(grant: Grant): Scope[] {
  const wide: Scope[] = grant.scope === 'network' ? ['network', 'organisation'] : ['organisation']
  return VERBS.get(grant.verb)?.narrows ? [...wide, 'centre', 'team', 'own'] : wide
}

/** What a shipped role holds in an organisation of this class. */
export const shippedGrants = (role: Role, organisation: OrganisationClass): Grant[] =>
  grantsOf([role]).filter(({ verb }) => VERBS.get(verb)?.who.includes(organisation))
