// Describes who acts, and decides whether they may: the same function on the server, in the screens and for
// row-level security.
import * as z from 'zod/mini'
import { OrganisationClass } from './organisation-class.ts'
import { Grant } from './permission-schemas.ts'
import {
  classRank,
  scopeRank,
  type InformationClass,
  type Permission,
  type Purpose,
  type Scope,
} from './permission.ts'
import { checkInForce } from './in-force.ts'
import { Principal, type PrincipalKind } from './principal.ts'
import { Id, Locale } from './words.ts'

export { OrganisationClass } from './organisation-class.ts'
export { Role } from './permission-schemas.ts'

/**
 * A signed-in user working for one organisation, the system itself running a job, or a principal that is
 * neither, such as a display or a person in their own view: `actorKind` tells which.
 * `scope` widens what row-level security lets through: `organisation` for everyone, `system` for jobs only.
 */
export const Actor = z.strictObject({
  /** The id that the logs keep: of the user, of the principal, or of the person a principal stands for. */
  user: Id,
  name: z.string(),
  organisation: Id,
  organisationName: z.string(),
  organisationClass: OrganisationClass,
  /** Names of shipped roles and ids of the organisation's own, for showing only: the grants decide. */
  roles: z.array(z.string()),
  grants: z.array(Grant),
  centre: z.optional(Id),
  locale: Locale,
  timeZone: z.string(),
  scope: z.enum(['organisation', 'system']),
  device: z.optional(Id),
  /**
   * Signed in with two factors of their own (a passkey, or a password and a code), not by an organisation's
   * identity provider.
   */
  twoProofs: z.optional(z.literal(true)),
  /** Set for a program that acts with a key as the user made for it, whose roles it holds. */
  key: z.optional(Id),
  /** Set for what is no user: it has no role and no grant, and does exactly what is listed here. */
  principal: z.optional(Principal),
})
export type Actor = z.infer<typeof Actor>

export type ActorKind = 'user' | 'system' | PrincipalKind

/** What acts; work that the system does on behalf of a principal is the system's. */
export function actorKind({ scope, principal, key }: Pick<Actor, 'scope' | 'principal' | 'key'>): ActorKind {
  if (scope === 'system') return 'system'
  return principal?.kind ?? (key === undefined ? 'user' : 'program')
}

/** The principal that acts; undefined for users and the system. */
export const actingPrincipal = ({
  scope,
  principal,
}: Pick<Actor, 'scope' | 'principal'>): Principal | undefined => (scope === 'system' ? undefined : principal)

/** A factor of the user's own at sign-in: `code` comes from an app, `backup_code` from paper. */
export type OwnProof = 'password' | 'code' | 'backup_code' | 'passkey'

/** The fields of an actor that decide, in a session as in a request. */
export type Holder = Pick<Actor, 'grants' | 'organisationClass'> & { principal?: Actor['principal'] }

/** True, or the message key of the reason for a refusal. */
export type Verdict = true | { readonly reason: string }

/** A policy: pure, so that the screens can show a control disabled with its reason. */
export type May = { (actor: Actor): Verdict; readonly permission?: Permission }

const YES: Verdict = true

/** What a use of a verb requires beyond holding it; the default is the permission's declaration. */
export type Asked = { class?: InformationClass; scope?: Scope; purpose?: Purpose }

/**
 * The one authorisation function, for reads, lists, counts, exports, files, live updates, bulk commands and
 * jobs.
 * @returns true; `reason.staff_only` for a principal, which holds no permission; `reason.organisation_class`
 * when no role of such an organisation may; else `reason.role_missing`
 */
export function may(actor: Holder, permission: Permission, asked: Asked = {}): Verdict {
  const { name, who, class: touched } = permission
  if (actor.principal) return { reason: 'reason.staff_only' }
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
 * The policy that requires one permission.
 * @throws Error when the declaration in its folder differs from the one in force: no role, or another role,
 * would hold it
 */
export function verb(permission: Permission, asked: Asked = {}): May {
  checkInForce(permission)
  return Object.assign((actor: Actor) => may(actor, permission, asked), { permission })
}

/** Allows every user who is signed in for an organisation, whatever the role; no principal. */
export const anyone: May = ({ principal }) => (principal ? { reason: 'reason.staff_only' } : YES)

/** Allows only a principal that stands for the person whom the record is about, with a one-time code. */
export const onlyOwn: May = ({ principal }) =>
  principal?.subject === undefined ? { reason: 'reason.own_only' } : YES

/** Allows only a principal that stands for no person: no user and no role. */
export const onlyPrincipal: May = ({ principal }) =>
  principal && principal.subject === undefined ? YES : { reason: 'reason.principal_only' }

/** Allows only the system: for commands that jobs and other commands run. */
export const onlySystem: May = (actor) => (actor.scope === 'system' ? YES : { reason: 'reason.system_only' })

/**
 * Whether an actor may call an operation or a route: a principal exactly those of its list, whatever their
 * policy says of users, and everybody else what the policy says.
 */
export function mayCall(actor: Actor, name: string, may: May): Verdict {
  const principal = actingPrincipal(actor)
  if (!principal) return may(actor)
  return principal.operations.includes(name) ? YES : { reason: 'reason.not_listed' }
}
