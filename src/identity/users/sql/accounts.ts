// SQL on users and the roles they are given.
import { sql } from 'kysely'
import type { PlainDate } from '../../../kernel/time.ts'
import type { Id } from '../../../kernel/words.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import type { ParsedOf } from '../../../kernel/command.ts'
import { counting, hasWords, keyset, type Keyed } from '../../../platform/keyset.ts'
import type { RegisteredClass } from '../../organisations/operations.ts'
import type { browseUsers } from '../operations.ts'
import type { Awaited } from '../rules/shapes.ts'
import { lockOrganisation } from '../../organisations/reads.ts'

export type User = {
  id: Id
  organisation: Id
  name: string
  email: string
  locale: string
  active: boolean
  invitation: Id | null
  invited_by: Id | null
}

/** Locks the user, so that two administrators do not change the account at once. */
export async function lockUser(tx: Tx, id: Id): Promise<User | undefined> {
  const { rows } = await sql<User>`
    select a.id, a.organisation, a.name, u.email, a.locale, a.active, a.invitation,
      a.invited_by
    from app_user a join auth."user" u on u.id = a.id where a.id = ${id} for update of a`.execute(tx)
  return rows[0]
}

export async function findUser(tx: Tx, id: Id): Promise<User | undefined> {
  const { rows } = await sql<User>`
    select a.id, a.organisation, a.name, u.email, a.locale, a.active, a.invitation, a.invited_by
    from app_user a join auth."user" u on u.id = a.id where a.id = ${id}`.execute(tx)
  return rows[0]
}

/** Whether one of these organisations answers for the account or has given it a role. */
export async function worksFor(tx: Tx, user: Id, organisations: readonly Id[]): Promise<boolean> {
  const { rows } = await sql`
    select from app_user where id = ${user} and organisation = any (${organisations}::uuid[])
    union all
    select from role_assignment where app_user = ${user} and organisation = any (${organisations}::uuid[])
    limit 1`.execute(tx)
  return rows.length > 0
}

/** Whether this user is a program of the organisation: one that holds keys. */
export async function isProgram(tx: Tx, organisation: Id, user: Id): Promise<boolean> {
  const { rows } = await sql`
    select from auth.api_key where app_user = ${user} and organisation = ${organisation} limit 1`.execute(tx)
  return rows.length > 0
}

export async function insertUser(
  tx: Tx,
  one: Omit<User, 'email' | 'active' | 'invitation' | 'invited_by'>,
): Promise<void> {
  await sql`
    insert into app_user (id, organisation, name, locale)
    values (${one.id}, ${one.organisation}, ${one.name}, ${one.locale})`.execute(tx)
}

export async function setInvitation(tx: Tx, user: Id, invitation: Id, by: Id): Promise<void> {
  await sql`update app_user set invitation = ${invitation}, invited_by = ${by} where id = ${user}`.execute(tx)
}

export async function setActive(tx: Tx, user: Id, active: boolean): Promise<void> {
  await sql`update app_user set active = ${active} where id = ${user}`.execute(tx)
}

export async function setLocale(tx: Tx, user: Id, locale: string): Promise<void> {
  await sql`update app_user set locale = ${locale} where id = ${user}`.execute(tx)
}

export type RoleAssignment = {
  id: Id
  user: Id
  organisation: Id
  organisation_class: RegisteredClass
  centre: Id | null
  role: string
  from: PlainDate
  until: PlainDate | null
  /** The offer that waits for the holder to accept; null where there is none. */
  offer?: Id | null
  by?: Id
  unconfirmed?: boolean
  /** The organisation that gives it, where that is another one. */
  granted_from?: Id | null
}

export async function insertRole(tx: Tx, one: RoleAssignment): Promise<void> {
  await sql`
    insert into role_assignment (id, app_user, organisation, organisation_class, centre, role, valid_from, valid_until,
      offer, granted_by, unconfirmed, granted_from)
    values (${one.id}, ${one.user}, ${one.organisation}, ${one.organisation_class}, ${one.centre}, ${one.role},
      ${one.from}, ${one.until}, ${one.offer ?? null}, ${one.by ?? null}, ${one.unconfirmed ?? false},
      ${one.granted_from ?? null})`.execute(tx)
}

/** A role in the organisation, or one that it gave elsewhere and that has not begun there. */
export async function findRole(
  tx: Tx,
  id: Id,
  organisation: Id,
): Promise<{ user: Id; role: string; organisation: Id } | undefined> {
  const { rows } = await sql<{ user: Id; role: string; organisation: Id }>`
    select app_user as user, role, organisation from role_assignment
    where id = ${id} and revoked_at is null and (organisation = ${organisation}
      or (granted_from = ${organisation} and (unconfirmed or valid_from > current_date))) for update`.execute(
    tx,
  )
  return rows[0]
}

/** Revokes every role that the user holds in the organisation or waits for. */
export async function revokeRoles(tx: Tx, user: Id, organisation: Id, at: string): Promise<void> {
  await sql`
    update role_assignment set revoked_at = ${at}::timestamptz
    where app_user = ${user} and organisation = ${organisation} and revoked_at is null`.execute(tx)
}

export async function revokeRole(tx: Tx, id: Id, at: string): Promise<void> {
  await sql`update role_assignment set revoked_at = ${at}::timestamptz where id = ${id}`.execute(tx)
}

/**
 * Active users who administer the organisation today; locks it so that the last two cannot leave at the same
 * time.
 */
export async function listAdministrators(tx: Tx, organisation: Id): Promise<Id[]> {
  await lockOrganisation(tx, organisation)
  const { rows } = await sql<{ id: Id }>`
    select distinct a.id from read.membership m join app_user a on a.id = m.app_user
    where m.organisation = ${organisation} and m.role = 'administrator' and a.active`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Whether a user other than these administers the organisation today, also by a role that it made. */
export async function isAdministered(
  tx: Tx,
  organisation: Id,
  beside: readonly (Id | null)[],
): Promise<boolean> {
  const { rows } = await sql`
    select from read.membership m join app_user a on a.id = m.app_user
    where m.organisation = ${organisation} and a.active
      and (m.role = 'administrator' or m.grants @> '[{"verb": "user.administer"}]')
      and a.id <> all (${beside.filter((id) => id !== null)}::uuid[]) limit 1`.execute(tx)
  return rows.length > 0
}

export type ListedRole = {
  id: Id
  role: string
  name?: string
  centre?: Id
  centreName?: string
  from: PlainDate
  until?: PlainDate
  givenBy?: string
  awaits?: Awaited
}

export type ListedUser = Pick<User, 'id' | 'organisation' | 'name' | 'email' | 'active'> & {
  invited: boolean
  second_factor: boolean
  sign_on: boolean
  program: boolean
  roles: ListedRole[]
}

/**
 * Users whose account the organisation answers for, and users who hold a role in it. Of a user who has not
 * accepted yet it sees only the address it invited.
 */
const listed = (organisation: Id) => sql`
  select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active,
    k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited,
    k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor,
    k.known and exists (
      select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on,
    exists (select from auth.api_key p where p.app_user = a.id) as program,
    coalesce((
      select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre,
        'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case
          when r.offer is not null and r.accepted_at is null then 'acceptance'
          when r.unconfirmed then 'confirmation' end)) order by r.role, c.name)
      from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role
        left join app_user g on g.id = r.granted_by
      where r.app_user = a.id and r.organisation = ${organisation} and r.revoked_at is null
    ), '[]') as roles
  from app_user a join auth."user" u on u.id = a.id
  cross join lateral (select a.organisation = ${organisation} or exists (
    select from role_assignment r
    where r.app_user = a.id and r.organisation = ${organisation} and r.revoked_at is null
      and (r.offer is null or r.accepted_at is not null)) as known) k
  where a.organisation = ${organisation} or exists (
    select from role_assignment r
    where r.app_user = a.id and r.organisation = ${organisation} and r.revoked_at is null)`

export async function listUsers(tx: Tx, organisation: Id): Promise<ListedUser[]> {
  return (await sql<ListedUser>`${listed(organisation)} order by name`.execute(tx)).rows
}

type Browsed = ParsedOf<typeof browseUsers> & {
  /** The words of each shipped role, which a search finds too. */
  roleWords: Readonly<Record<string, string>>
}

const STATES = {
  active: sql`and l.active`,
  closed: sql`and not l.active`,
  invited: sql`and l.active and l.invited`,
  program: sql`and l.program`,
  without_role: sql`and l.active and l.roles::jsonb = '[]'`,
  awaits: sql`and l.roles::jsonb @? '$[*].awaits'`,
} as const

const browsed = (organisation: Id, { words, ...by }: Browsed) => sql`
  from (${listed(organisation)}) l where true
  ${by.state ? STATES[by.state] : sql``}
  ${by.role ? sql`and l.roles::jsonb @> ${JSON.stringify([{ role: by.role }])}::jsonb` : sql``}
  ${hasWords(
    sql`concat_ws(' ', l.name, l.email, (
      select string_agg(concat_ws(' ', one ->> 'name', one ->> 'centreName',
        ${JSON.stringify(by.roleWords)}::jsonb ->> (one ->> 'role')), ' ')
      from jsonb_array_elements(l.roles::jsonb) one))`,
    words,
  )}`

export async function browseUsersOf(
  tx: Tx,
  organisation: Id,
  by: Browsed,
): Promise<{ rows: readonly ListedUser[]; next?: string }> {
  const { columns, beyond, order, page } = keyset(
    { name: { by: sql`l.name`, as: 'text' }, email: { by: sql`l.email`, as: 'text' } },
    sql`l.id`,
    by,
    { sort: 'name' },
  )
  const { rows } = await sql<ListedUser & Keyed>`
    select l.*, ${columns} ${browsed(organisation, by)} ${beyond} ${order}`.execute(tx)
  return page(rows)
}

export async function countUsers(tx: Tx, organisation: Id, by: Browsed): Promise<number> {
  return (await sql<{ n: number }>`${counting(browsed(organisation, by))}`.execute(tx)).rows[0]?.n ?? 0
}

/** Everybody who works for the organisation, each with whether it answers for the account. */
export async function usersOf(
  tx: Tx,
  organisation: Id,
): Promise<{ id: Id; home: boolean; invitation: Id | null }[]> {
  const { rows } = await sql<{ id: Id; home: boolean; invitation: Id | null }>`
    select id, organisation = ${organisation} as home, case when organisation = ${organisation} then invitation end as invitation
    from app_user a where organisation = ${organisation} or exists (
      select from role_assignment r where r.app_user = a.id and r.organisation = ${organisation})
    order by id for update`.execute(tx)
  return rows
}
