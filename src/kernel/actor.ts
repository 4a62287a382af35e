// Who acts: the same few words decide on the server, in the screens and under row-level security.
import * as z from 'zod/mini'
import { Id, Locale } from './words.ts'

export const OrganisationClass = z.enum(['public', 'cso', 'company', 'international', 'funder', 'verifier'])
export type OrganisationClass = z.infer<typeof OrganisationClass>

export const Role = z.enum([
  'front_desk',
  'orientation',
  'case_manager',
  'supervisor',
  'provider',
  'coordinator',
  'analyst',
  'communications',
  'verifier',
  'funder',
  'data_protection_officer',
  'administrator',
])
export type Role = z.infer<typeof Role>

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
  roles: z.array(Role),
  centre: z.optional(Id),
  locale: Locale,
  timeZone: z.string(),
  scope: z.enum(['organisation', 'system']),
  device: z.optional(Id),
})
export type Actor = z.infer<typeof Actor>

/** Yes, or the message key that says why not. */
export type Verdict = true | { readonly because: string }

/** A policy: pure, so that the screens can show a control disabled with its reason. */
export type May = (actor: Actor) => Verdict

const YES: Verdict = true

/** Allows an actor who holds any of these roles in the organisation they act for. */
export function anyRole(...roles: readonly Role[]): May {
  return (actor) =>
    actor.roles.some((role) => roles.includes(role)) ? YES : { because: 'reason.role_missing' }
}

/** Allows everyone who is signed in for an organisation, whatever the role. */
export const anyone: May = () => YES

/** Allows nobody but the house itself: commands that only jobs and other commands run. */
export const onlySystem: May = (actor) => (actor.scope === 'system' ? YES : { because: 'reason.system_only' })

/** Allows when every policy allows; the first reason wins. */
export function allOf(...policies: readonly May[]): May {
  return (actor) => {
    for (const may of policies) {
      const verdict = may(actor)
      if (verdict !== YES) return verdict
    }
    return YES
  }
}

/** Allows actors whose organisation is of one of these classes. */
export function anyClass(...classes: readonly OrganisationClass[]): May {
  return (actor) =>
    classes.includes(actor.organisationClass) ? YES : { because: 'reason.organisation_class' }
}
