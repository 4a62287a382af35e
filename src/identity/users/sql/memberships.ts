// SQL on roles that wait: for their holder to accept, or for a second administrator to confirm.
import { sql } from 'kysely'
import type { Grant } from '../../../kernel/roles.ts'
import type { Id } from '../../../kernel/words.ts'
import type { PlainDate } from '../../../kernel/time.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import type { RegisteredClass } from '../../organisations/operations.ts'

/**
 * Neither revoked nor over, in an organisation that has not closed; one that has not begun counts. One extra day,
 * for time zones in which it is still yesterday.
 */
const lasts = sql`r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1)
  and not exists (select from read.organisation closed where closed.id = r.organisation and closed.closed_at is not null)`
const accepted = sql`(r.offer is null or r.accepted_at is not null)`

/**
 * Whether the holder has accepted a role of the organisation that still lasts; otherwise the offer that waits
 * for them.
 */
export async function findOffer(
  tx: Tx,
  user: Id,
  organisation: Id,
): Promise<{ isMember: boolean; offer: Id | undefined }> {
  const { rows } = await sql<{ offer: Id | null; accepted: boolean }>`
    select r.offer, ${accepted} as accepted from role_assignment r
    where r.app_user = ${user} and r.organisation = ${organisation} and ${lasts}`.execute(tx)
  return {
    isMember: rows.some((one) => one.accepted),
    offer: rows.find((one) => !one.accepted)?.offer ?? undefined,
  }
}

/** Whether the account works for an organisation beside the one that opened it. */
export async function isHeldElsewhere(tx: Tx, user: Id): Promise<boolean> {
  const { rows } = await sql`
    select from role_assignment r join app_user a on a.id = r.app_user
    where r.app_user = ${user} and r.organisation <> a.organisation and ${lasts} and ${accepted} limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** Whether anybody ever worked for the organisation. */
export async function wasEverWorkedFor(tx: Tx, organisation: Id): Promise<boolean> {
  const { rows } = await sql`
    select from role_assignment r where r.organisation = ${organisation} and ${accepted} limit 1`.execute(tx)
  return rows.length > 0
}

/**
 * Roles that another organisation gave while nobody worked in this one wait as soon as somebody does:
 * `founded` says whether.
 */
export async function acceptOffer(
  tx: Tx,
  user: Id,
  offer: Id,
  { at, founded }: { at: string; founded: boolean },
): Promise<void> {
  await sql`
    update role_assignment set accepted_at = ${at}::timestamptz,
      unconfirmed = unconfirmed or (${founded} and granted_from is not null and confirmed_by is null)
    where app_user = ${user} and offer = ${offer} and accepted_at is null and revoked_at is null`.execute(tx)
}

export async function declineOffer(tx: Tx, user: Id, offer: Id, at: string): Promise<void> {
  await sql`
    update role_assignment set revoked_at = ${at}::timestamptz
    where app_user = ${user} and offer = ${offer} and accepted_at is null and revoked_at is null`.execute(tx)
}

type RoleInWords = { role: string; name?: string; centreName?: string }

export type Offered = {
  organisation: Id
  organisationName: string
  organisationClass: RegisteredClass
  invitedBy: string | null
  since: string
  roles: RoleInWords[]
}

/** The offers that wait for this user, one row for each organisation. */
export async function listOffered(tx: Tx, user: Id): Promise<Offered[]> {
  const { rows } = await sql<Offered>`
    select r.organisation, o.name as "organisationName", o.class as "organisationClass", min(g.name) as "invitedBy",
      min(r.created_at) as since,
      json_agg(json_strip_nulls(json_build_object('role', r.role, 'name', d.name, 'centreName', c.name))
        order by r.role, c.name) as roles
    from role_assignment r
    join read.organisation o on o.id = r.organisation
    left join app_user g on g.id = r.granted_by
    left join read.centre c on c.id = r.centre
    left join read.role d on d.id = r.role
    where r.app_user = ${user} and ${lasts} and not ${accepted}
    group by r.organisation, o.name, o.class order by o.name`.execute(tx)
  return rows
}

/**
 * The grants of a role that the organisation made; undefined when it made none of this id, or it is retired.
 */
export async function findGrants(
  tx: Tx,
  role: string,
  organisation: Id,
): Promise<readonly Grant[] | undefined> {
  const { rows } = await sql<{ grants: Grant[] }>`
    select grants from read.role where id = ${role} and organisation = ${organisation}`.execute(tx)
  return rows[0]?.grants
}

export type HeldRole = { id: Id; role: string; by: Id | null; grants: readonly Grant[] | null }

/** Every role that the user holds in the organisation or waits for, in any centre. */
export async function listHeld(tx: Tx, user: Id, organisation: Id): Promise<HeldRole[]> {
  const { rows } = await sql<HeldRole>`
    select r.id, r.role, r.granted_by as by, d.grants from role_assignment r
    left join read.role d on d.id = r.role and d.organisation = r.organisation
    where r.app_user = ${user} and r.organisation = ${organisation} and ${lasts}`.execute(tx)
  return rows
}

export type Unconfirmed = {
  id: Id
  /** The organisation that gave it, where that is another one. */
  from: Id | null
  organisation: Id
  organisationName: string
  user: Id
  userName: string
  givenBy: string | null
  by: Id | null
  /** The users who gave it, or made it wait, before. */
  before: readonly Id[]
  role: string
  name: string | null
  centreName: string | null
}

const ROLES_WITH_NAMES = sql`
  select r.id, r.organisation, o.name as "organisationName", r.app_user as user, r.granted_by as by, r.given_before as before,
    r.granted_from as from, r.role,
    case when a.organisation = r.organisation or ${accepted} then a.name else u.email end as "userName",
    g.name as "givenBy", d.name, c.name as "centreName"
  from role_assignment r
  join read.organisation o on o.id = r.organisation
  join app_user a on a.id = r.app_user
  join auth."user" u on u.id = a.id
  left join app_user g on g.id = r.granted_by
  left join read.role d on d.id = r.role
  left join read.centre c on c.id = r.centre`
const UNCONFIRMED = sql`${ROLES_WITH_NAMES} where r.unconfirmed and ${lasts}`

export async function listUnconfirmed(tx: Tx, organisation: Id, everywhere: boolean): Promise<Unconfirmed[]> {
  const { rows } = await sql<Unconfirmed>`
    ${UNCONFIRMED} and (${everywhere} or r.organisation = ${organisation}) order by o.name, "userName"`.execute(
    tx,
  )
  return rows
}

export async function findUnconfirmed(tx: Tx, id: Id): Promise<Unconfirmed | undefined> {
  const { rows } = await sql<Unconfirmed>`${UNCONFIRMED} and r.id = ${id} for update of r`.execute(tx)
  return rows[0]
}

/**
 * A confirmed role takes effect; or `days` later, by the database's clock, like everything that `valid_from`
 * starts.
 */
export async function confirmRole(
  tx: Tx,
  id: Id,
  { by, at, days }: { by: Id; at: string; days: number },
): Promise<void> {
  await sql`
    update role_assignment set unconfirmed = false, confirmed_by = ${by}, confirmed_at = ${at}::timestamptz,
      valid_from = case when ${days} = 0 then valid_from else greatest(valid_from, current_date + ${days}::integer) end
    where id = ${id}`.execute(tx)
}

/**
 * These roles wait again, as if the actor had just given them: another person confirms. A role that waited
 * already also keeps its earlier giver on record, so that this person does not confirm it in the place of the
 * actor.
 */
export async function suspendRoles(
  tx: Tx,
  roles: readonly Id[],
  { user, organisation }: { user: Id; organisation: Id },
): Promise<void> {
  await sql`
    update role_assignment set unconfirmed = true, granted_by = ${user}, confirmed_by = null, confirmed_at = null,
      given_before = case when unconfirmed
        then array(select distinct one from unnest(given_before || granted_by) one where one <> ${user}::uuid) else '{}' end,
      granted_from = coalesce(case when unconfirmed then granted_from end, nullif(${organisation}::uuid, organisation))
    where id = any (${roles}::uuid[])`.execute(tx)
}

export type FromOutside = Omit<Unconfirmed, 'user' | 'by' | 'before' | 'from'> & {
  givenFrom: string
  confirmedBy: string | null
  waits: boolean
  begins: PlainDate
  ours: boolean
}

/**
 * Roles that other organisations gave here, or this one elsewhere, from the day each is given until thirty
 * days after it began.
 */
export async function listFromOutside(tx: Tx, organisation: Id): Promise<FromOutside[]> {
  const { rows } = await sql<FromOutside>`
    select w.id, w.organisation, w."organisationName", w."userName", w."givenBy", w.role, w.name, w."centreName",
      f.name as "givenFrom", y.name as "confirmedBy", r.unconfirmed as waits, r.valid_from as begins,
      r.organisation = ${organisation} as ours
    from (${ROLES_WITH_NAMES}) w join role_assignment r on r.id = w.id
    join read.organisation f on f.id = r.granted_from
    left join app_user y on y.id = r.confirmed_by
    where ${organisation} in (r.organisation, r.granted_from) and ${lasts}
      and (r.unconfirmed or (r.confirmed_by is not null and greatest(r.valid_from, r.confirmed_at::date) >= current_date - 30))
    order by w."organisationName", w."userName", w.id`.execute(tx)
  return rows
}
