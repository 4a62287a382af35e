// Gives a role: who may give it, to whom, and which confirmation it then waits for before it takes effect.
import { keyRoleOfPeople } from '../../keys/problems.ts'
import type { ParsedOf } from '../../../kernel/command.ts'
import { administers, isBothSides, isPowerful, needsSecond, readsPeople } from '../../../kernel/duties.ts'
import { organisationNotYours } from '../../../kernel/problems.ts'
import { isShipped } from '../../../kernel/role.ts'
import { grantsOf, type Grant } from '../../../kernel/roles.ts'
import type { Id } from '../../../kernel/words.ts'
import type { CommandContext, QueryContext } from '../../../platform/capability.ts'
import { roleDutiesApart, roleUnknown } from '../../roles/problems.ts'
import type { grantRole } from '../operations.ts'
import { organisationNoRoles } from '../../organisations/problems.ts'
import { roleNotForClass } from '../problems.ts'
import { rolesFor } from '../../organisations/operations.ts'
import { findOrganisation, keepOpen, type Organisation } from '../../organisations/reads.ts'
import * as sql from '../sql/accounts.ts'
import * as held from '../sql/memberships.ts'

/**
 * The administrator's own organisation; or another, in any role, for the lead while that one has no
 * administrator.
 */
export async function organisationFor(
  { tx, actor }: Pick<QueryContext, 'tx' | 'actor'>,
  wanted?: Id,
): Promise<Organisation> {
  const own = await findOrganisation(tx, actor.organisation)
  if (!own) throw organisationNotYours()
  if (wanted === undefined || wanted === own.id) return own
  const other = own.lead ? await findOrganisation(tx, wanted) : undefined
  if (!other || other.closed_at !== null) throw organisationNotYours()
  // The directory names the organisation to everybody; the lead is told the reason, so that it asks there
  // instead.
  if (await sql.isAdministered(tx, wanted, []))
    throw organisationNotYours({ administered: true, name: other.name })
  return other
}

/**
 * False while the lead organisation sets up another one that holds no data yet, so that nobody could gain by
 * a role in it.
 */
export const isFounded = async ({ tx, actor }: CommandContext, { id }: Organisation): Promise<boolean> =>
  id === actor.organisation || (await held.wasEverWorkedFor(tx, id))

type NewRole = Pick<ParsedOf<typeof grantRole>, 'id' | 'role' | 'centre' | 'from' | 'until'>

type Receiver = {
  organisation: Organisation
  user: Pick<sql.User, 'id' | 'organisation'>
  founded: boolean
  /** Works with a key, which the person who issues it can use. */
  program?: boolean
}

export async function grant(
  ctx: CommandContext,
  { organisation, user, founded, program = false }: Receiver,
  input: NewRole,
): Promise<void> {
  const { tx, actor, today } = ctx
  const possible = rolesFor(organisation.class)
  if (possible.length === 0) throw organisationNoRoles()
  const grants = await grantsIn(ctx, organisation.id, input.role)
  if (isShipped(input.role) && !possible.includes(input.role)) throw roleNotForClass()
  if (program && administers(grants)) throw keyRoleOfPeople()
  const before = grantsHeld(await held.listHeld(tx, user.id, organisation.id))
  demandApart(before, grants)
  // Whoever closes the organisation finds this user, or this command finds it closed.
  if (!(await keepOpen(tx, organisation.id))) throw organisationNotYours()
  const foreign = organisation.id !== actor.organisation
  const waits = (given: readonly Grant[]) =>
    actor.user === user.id ||
    (founded && (foreign || needsSecond(actor.user, user.id, given))) ||
    (program && readsPeople(given))
  await sql.insertRole(tx, {
    id: input.id,
    user: user.id,
    organisation: organisation.id,
    organisation_class: organisation.class,
    centre: input.centre ?? null,
    role: input.role,
    from: input.from ?? today,
    until: input.until ?? null,
    offer: await offerTo(ctx, organisation.id, user),
    by: actor.user,
    granted_from: foreign ? actor.organisation : null,
    unconfirmed: waits(grants),
  })
  if (isShipped(input.role)) return
  // From now on the role is held, and widening it is checked as for a held role; everything added until then
  // is checked here.
  const now = await grantsIn(ctx, organisation.id, input.role)
  demandApart(before, now)
  if (program && administers(now)) throw keyRoleOfPeople()
  if (waits(now)) await held.suspendRoles(tx, [input.id], actor)
}

async function grantsIn({ tx }: CommandContext, organisation: Id, role: string): Promise<readonly Grant[]> {
  if (isShipped(role)) return grantsOf([role])
  const grants = await held.findGrants(tx, role, organisation)
  if (!grants) throw roleUnknown()
  return grants
}

/**
 * Refuses a role that would give one user both sides of a case.
 * @throws Problem role.duties_apart
 */
function demandApart(before: readonly Grant[], more: readonly Grant[]): void {
  // A user who holds both already was given them before this rule existed: only what is given now is checked.
  if (!isBothSides(before) && isBothSides([...before, ...more])) throw roleDutiesApart()
}

const grantsHeld = (roles: readonly held.HeldRole[]) =>
  roles.flatMap(({ role, grants }) => grants ?? grantsOf([role]))

/**
 * The offer that waits for the holder's acceptance when another organisation opened the account: an
 * administrator there once held the only link to it, so the account does not prove who its holder is.
 */
async function offerTo(ctx: CommandContext, organisation: Id, user: Receiver['user']): Promise<Id | null> {
  if (user.organisation === organisation) return null
  const { isMember, offer } = await held.findOffer(ctx.tx, user.id, organisation)
  return isMember ? null : (offer ?? ctx.newId())
}

/**
 * A person who receives a program's key gains what the program reads: roles that others gave the program
 * wait, as if this person gave them now.
 */
export const suspendReading = (ctx: CommandContext, program: Id): Promise<void> =>
  suspend(ctx, program, (one) => one.by !== ctx.actor.user && readsPeople(grantsHeld([one])))

/**
 * The giver of a new link could sign in as the user: roles that administer or audit wait for another
 * administrator.
 */
export const suspendPower = (ctx: CommandContext, user: Id): Promise<void> =>
  user === ctx.actor.user ? Promise.resolve() : suspend(ctx, user, (one) => isPowerful(grantsHeld([one])))

/** One administrator resets both password and second proof: roles that read people wait too. */
export const suspendAll = (ctx: CommandContext, user: Id): Promise<void> =>
  suspend(ctx, user, (one) => isPowerful(grantsHeld([one])) || readsPeople(grantsHeld([one])))

async function suspend(
  { tx, actor }: CommandContext,
  user: Id,
  which: (role: held.HeldRole) => boolean,
): Promise<void> {
  const roles = await held.listHeld(tx, user, actor.organisation)
  await held.suspendRoles(
    tx,
    roles.filter(which).map(({ id }) => id),
    actor,
  )
}
