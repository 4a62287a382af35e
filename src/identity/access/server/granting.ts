// Gives a role: who may, to whom, and for what it then waits before it opens anything.
import { keyRoleOfPeople } from '../../keys/problems.ts'
import type { ParsedOf } from '../../../kernel/command.ts'
import { administers, isBothSides, isPowerful, needsSecond, readsPeople } from '../../../kernel/duties.ts'
import { organisationNotYours } from '../../../kernel/problems.ts'
import { grantsOf, isShipped, type Grant } from '../../../kernel/roles.ts'
import type { Id } from '../../../kernel/words.ts'
import type { CommandContext, QueryContext } from '../../../platform/capability.ts'
import { roleDutiesApart, roleUnknown } from '../../roles/problems.ts'
import type { grantRole } from '../operations.ts'
import { organisationNoRoles, roleNotForClass } from '../problems.ts'
import { rolesFor } from '../rules/roles.ts'
import * as sql from '../sql/accounts.ts'
import * as held from '../sql/memberships.ts'

/** The own organisation; or another, for the lead while nobody administers that one, in whatever role. */
export async function organisationFor(
  { tx, actor }: Pick<QueryContext, 'tx' | 'actor'>,
  wanted?: Id,
): Promise<sql.Organisation> {
  const own = await sql.findOrganisation(tx, actor.organisation)
  if (!own) throw organisationNotYours()
  if (wanted === undefined || wanted === own.id) return own
  const other = own.lead ? await sql.findOrganisation(tx, wanted) : undefined
  if (!other || other.closed_at !== null) throw organisationNotYours()
  // The directory names it to everybody; the lead learns why, so that it asks there instead.
  if (await sql.isAdministered(tx, wanted, []))
    throw organisationNotYours({ administered: true, name: other.name })
  return other
}

/** False while the lead organisation sets another one up that keeps nothing yet, so that nobody could gain by it. */
export const isFounded = async ({ tx, actor }: CommandContext, { id }: sql.Organisation): Promise<boolean> =>
  id === actor.organisation || (await held.wasEverWorkedFor(tx, id))

type NewRole = Pick<ParsedOf<typeof grantRole>, 'id' | 'role' | 'centre' | 'from' | 'until'>

type Receiver = {
  organisation: sql.Organisation
  user: Pick<sql.User, 'id' | 'organisation'>
  founded: boolean
  /** Works with a key, which whoever issues it holds in their hand. */
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
  // From now on it is held, and not widened but as what is held: what it was widened to until then is judged.
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
 * Refuses what would make one user both of the two who look at a case.
 * @throws Problem role.duties_apart
 */
function demandApart(before: readonly Grant[], more: readonly Grant[]): void {
  // Who holds both already was given them before there was this rule: what is given now is judged.
  if (!isBothSides(before) && isBothSides([...before, ...more])) throw roleDutiesApart()
}

const grantsHeld = (roles: readonly held.HeldRole[]) =>
  roles.flatMap(({ role, grants }) => grants ?? grantsOf([role]))

/**
 * What waits for the holder's yes when another organisation opened the account: an administrator there once held the
 * only link to it, so the account proves nothing about whom this organisation means.
 */
async function offerTo(ctx: CommandContext, organisation: Id, user: Receiver['user']): Promise<Id | null> {
  if (user.organisation === organisation) return null
  const { isMember, offer } = await held.findOffer(ctx.tx, user.id, organisation)
  return isMember ? null : (offer ?? ctx.newId())
}

/** Whoever is given a key to a program gains what it reads: what somebody else gave it waits, as if they gave it now. */
export const suspendReading = (ctx: CommandContext, program: Id): Promise<void> =>
  suspend(ctx, program, (one) => one.by !== ctx.actor.user && readsPeople(grantsHeld([one])))

/** With a new link whoever gives it could come in as the user: what administers or watches waits for somebody else. */
export const suspendPower = (ctx: CommandContext, user: Id): Promise<void> =>
  user === ctx.actor.user ? Promise.resolve() : suspend(ctx, user, (one) => isPowerful(grantsHeld([one])))

/** Password and second proof are both made anew by one administrator: what reads people waits too. */
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
