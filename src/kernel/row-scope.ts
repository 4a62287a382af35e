// Whose rows an actor's requests see, by their grants: for the server, which has the table of all verbs.
import type { Actor } from './actor.ts'
import { scopeRank, type Permission } from './permission.ts'
import { VERBS } from './roles.ts'

/** From wide to narrow. */
export const ROW_SCOPES = ['organisation', 'centre', 'team', 'own'] as const

/**
 * Whose rows row-level security shows: the user's own, those of their team or centre, or all that the
 * organisation may see.
 */
export type RowScope = (typeof ROW_SCOPES)[number]

function rowScopeFor(actor: Pick<Actor, 'grants'>, name: string): RowScope | undefined {
  const held = actor.grants.filter((grant) => grant.verb === name).map(({ scope }) => scope)
  if (held.length === 0) return undefined
  const widest = held.reduce((a, b) => (scopeRank(a) >= scopeRank(b) ? a : b))
  return widest === 'network' ? 'organisation' : widest
}

/**
 * The row scope of the actor for a verb: the widest of its grants. For requests without a verb of their own
 * (synchronisation with a device, a query open to all) the narrowest of all verbs about persons that it
 * holds, so that they show no row that the verbs would hide. Of a principal always its own.
 */
export function rowScopeOf(
  actor: Pick<Actor, 'grants' | 'scope'> & { principal?: Actor['principal'] },
  permission?: Permission,
): RowScope {
  if (actor.scope === 'system') return 'organisation'
  if (actor.principal) return 'own'
  if (permission) return (permission.narrows && rowScopeFor(actor, permission.name)) || 'organisation'
  let narrowest: RowScope = 'organisation'
  if (actor.grants.every(({ scope }) => scopeRank(scope) >= scopeRank('organisation'))) return narrowest
  for (const name of new Set(actor.grants.map((grant) => grant.verb))) {
    const held = VERBS.get(name)
    if (!held) throw new Error(`There is no verb ${name}.`)
    const heldScope = rowScopeOf(actor, held)
    if (scopeRank(heldScope) < scopeRank(narrowest)) narrowest = heldScope
  }
  return narrowest
}
