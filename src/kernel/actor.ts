// Who acts, and the one function that says whether they may: on the server, in the screens and under row-level security.
import * as z from 'zod/mini'
import {
  classRank,
  Grant,
  OrganisationClass,
  scopeRank,
  VERBS,
  type InformationClass,
  type Permission,
  type Purpose,
  type Scope,
} from './roles.ts'
import { Id, Locale } from './words.ts'

export { OrganisationClass, Role } from './roles.ts'

/**
 * A signed-in person working for one organisation, or the system itself running a job.
 * `scope` widens what row-level security lets through: `organisation` for everyone, `system` for jobs only.
 */
export const Actor = z.strictObject({
  user: Id,
  name: z.string(),
  organisation: Id,
  organisationName: z.string(),
  organisationClass: OrganisationClass,
  /** Names of shipped roles and ids of those the organisation made: for showing. What counts are the grants. */
  roles: z.array(z.string()),
  grants: z.array(Grant),
  centre: z.optional(Id),
  locale: Locale,
  timeZone: z.string(),
  scope: z.enum(['organisation', 'system']),
  device: z.optional(Id),
  /** Signed in with two proofs of their own: a passkey or a code, and not the word of an organisation's provider. */
  twoProofs: z.optional(z.literal(true)),
  /** The person looking at their own record with a one-time code: nobody else is there for them, in the database too. */
  own: z.optional(Id),
  /** Which open view of theirs it is: what it changes counts only while it stays open. */
  ownView: z.optional(Id),
})
export type Actor = z.infer<typeof Actor>

/** What a user shows of their own to come in: `code` is an app's, `backup_code` one on paper. */
export type OwnProof = 'password' | 'code' | 'backup_code' | 'passkey'

/** What decides: the same few fields of whoever asks, a session or a request. */
export type Holder = Pick<Actor, 'grants' | 'organisationClass'>

/** Yes, or the message key that says why not. */
export type Verdict = true | { readonly reason: string }

/** A policy: pure, so that the screens can show a control disabled with its reason. */
export type May = { (actor: Actor): Verdict; readonly permission?: Permission }

const YES: Verdict = true

/** What a use of a verb asks beyond holding it; left out, it asks what the permission's own line says. */
export type Asked = { class?: InformationClass; scope?: Scope; purpose?: Purpose }

/**
 * The one authorisation function: reads, lists, counts, exports, files, live updates, bulk commands and jobs ask here.
 * @returns true, or `reason.organisation_class` when no role of such an organisation could, or `reason.role_missing`
 */
export function may(actor: Holder, permission: Permission, asked: Asked = {}): Verdict {
  const { name, who, class: touched } = permission
  if (!who.includes(actor.organisationClass)) return { reason: 'reason.organisation_class' }
  const granted = actor.grants.some(
    (grant) =>
      grant.verb === name &&
      classRank(grant.class) >= classRank(asked.class ?? touched) &&
      (asked.scope === undefined || scopeRank(grant.scope) >= scopeRank(asked.scope)) &&
      (asked.purpose === undefined || grant.purpose === asked.purpose),
  )
  return granted ? YES : { reason: 'reason.role_missing' }
}

/**
 * The policy that asks for one permission.
 * @throws Error when what its folder declares is not what is in force: no role would hold it, or another than it says
 */
export function verb(permission: Permission, asked: Asked = {}): May {
  const { name, line } = permission
  if (VERBS.get(name)?.line !== line)
    throw new Error(`${name} is not in force as it is declared: run "npm run manifest".`)
  return Object.assign((actor: Actor) => may(actor, permission, asked), { permission })
}

/** Allows everyone who is signed in for an organisation, whatever the role. */
export const anyone: May = ({ own }) => (own === undefined ? YES : { reason: 'reason.staff_only' })

/** Allows nobody but the person the record is about, who came with a one-time code. */
export const onlyOwn: May = ({ own }) => (own === undefined ? { reason: 'reason.own_only' } : YES)

/** Allows nobody but the house itself: commands that only jobs and other commands run. */
export const onlySystem: May = (actor) => (actor.scope === 'system' ? YES : { reason: 'reason.system_only' })

/** Whose rows row-level security lets through; everyone but the first three sees all their organisation may. */
export type RowScope = 'own' | 'team' | 'centre' | 'organisation'

function rowScopeFor(actor: Pick<Actor, 'grants'>, name: string): RowScope | undefined {
  const held = actor.grants.filter((grant) => grant.verb === name).map(({ scope }) => scope)
  if (held.length === 0) return undefined
  const widest = held.reduce((a, b) => (scopeRank(a) >= scopeRank(b) ? a : b))
  return widest === 'network' ? 'organisation' : widest
}

/**
 * How far the actor sees while using a verb: the widest of its grants. For what is not one verb (an exchange with a
 * device, a query open to all) the narrowest of all the verbs it holds about persons, so that nothing is seen through
 * a side door that the front door would not show.
 */
export function rowScopeOf(actor: Pick<Actor, 'grants' | 'scope'>, permission?: Permission): RowScope {
  if (actor.scope === 'system') return 'organisation'
  if (permission) return (permission.narrows && rowScopeFor(actor, permission.name)) || 'organisation'
  let narrowest: RowScope = 'organisation'
  if (actor.grants.every(({ scope }) => scopeRank(scope) >= scopeRank('organisation'))) return narrowest
  for (const name of new Set(actor.grants.map((grant) => grant.verb))) {
    const held = VERBS.get(name)
    if (!held) throw new Error(`No verb is called ${name}.`)
    const sight = rowScopeOf(actor, held)
    if (scopeRank(sight) < scopeRank(narrowest)) narrowest = sight
  }
  return narrowest
}
