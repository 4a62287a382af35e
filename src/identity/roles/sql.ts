// SQL on the roles an organisation made, and on its teams.
import { sql } from 'kysely'
import { Role, type Grant } from '../../kernel/roles.ts'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from '../../platform/database/connect.ts'

/** Inserts the shipped roles that are missing: organisations refer to them by name. */
export async function shipRoles(tx: Tx): Promise<void> {
  await sql`
    insert into role (id) select * from unnest(${Role.options}::text[]) on conflict do nothing`.execute(tx)
}

type OwnRole = { id: Id; organisation: Id; name: string; grants: readonly Grant[] }

export async function insertRole(tx: Tx, one: OwnRole & { by: Id; at: string }): Promise<void> {
  await sql`
    insert into role (id, organisation, name, grants, defined_by, defined_at)
    values (${one.id}, ${one.organisation}, ${one.name}, ${JSON.stringify(one.grants)}, ${one.by}, ${one.at})`.execute(
    tx,
  )
}

/** False when the organisation has no such role in force. */
export async function updateRole(tx: Tx, one: OwnRole): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update role set name = ${one.name}, grants = ${JSON.stringify(one.grants)}
    where id = ${one.id} and organisation = ${one.organisation} and retired_at is null`.execute(tx)
  return numAffectedRows === 1n
}

/**
 * The grants of the role, locked against another change; undefined when the organisation has none in force.
 */
export async function lockRole(tx: Tx, id: Id, organisation: Id): Promise<readonly Grant[] | undefined> {
  const { rows } = await sql<{ grants: Grant[] }>`
    select grants from role where id = ${id} and organisation = ${organisation} and retired_at is null
      and grants is not null
    for update`.execute(tx)
  return rows[0]?.grants
}

export type HeldBeside = { user: Id; program: boolean; role: string | null; grants: readonly Grant[] | null }

/** Everybody who holds the role or waits for it, with a row for each other role they hold in the organisation. */
export async function listHolders(tx: Tx, id: Id, organisation: Id): Promise<HeldBeside[]> {
  const { rows } = await sql<HeldBeside>`
    select h.app_user as user, h.program, b.role, b.grants from read.assignment h
    left join read.assignment b
      on b.app_user = h.app_user and b.organisation = h.organisation and b.role <> h.role
    where h.role = ${id} and h.organisation = ${organisation}`.execute(tx)
  return rows
}

/** The grants that these users hold in the organisation or wait for. */
export async function listHeldBy(tx: Tx, users: readonly Id[], organisation: Id): Promise<HeldBeside[]> {
  const { rows } = await sql<HeldBeside>`
    select app_user as user, program, role, grants from read.assignment
    where app_user = any (${users}::uuid[]) and organisation = ${organisation}`.execute(tx)
  return rows
}

export async function retireRole(tx: Tx, id: Id, organisation: Id, at: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update role set retired_at = ${at}
    where id = ${id} and organisation = ${organisation} and retired_at is null`.execute(tx)
  return numAffectedRows === 1n
}

export async function listOwnRoles(tx: Tx, organisation: Id): Promise<Omit<OwnRole, 'organisation'>[]> {
  const { rows } = await sql<Omit<OwnRole, 'organisation'>>`
    select id, name, grants from role
    where organisation = ${organisation} and retired_at is null and name is not null and grants is not null
    order by name`.execute(tx)
  return rows
}

/** How many users hold each role of the organisation today. */
export async function countHolders(tx: Tx, organisation: Id): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ role: string; holders: number }>`
    select role, count(distinct app_user)::int as holders from read.membership
    where organisation = ${organisation} group by role`.execute(tx)
  return new Map(rows.map(({ role, holders }) => [role, holders]))
}

type Team = { id: Id; organisation: Id; name: string; members: readonly Id[] }

export async function insertTeam(tx: Tx, { id, organisation, name, members }: Team): Promise<void> {
  await sql`
    insert into team (id, organisation, name, members)
    values (${id}, ${organisation}, ${name}, ${members}::uuid[])`.execute(tx)
}

export async function updateTeam(tx: Tx, { id, organisation, name, members }: Team): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update team set name = ${name}, members = ${members}::uuid[]
    where id = ${id} and organisation = ${organisation}`.execute(tx)
  return numAffectedRows === 1n
}

/** The members of the team, locked against another change; empty when there is no such team. */
export async function lockMembers(tx: Tx, id: Id, organisation: Id): Promise<readonly Id[]> {
  const { rows } = await sql<{ members: Id[] }>`
    select members from team where id = ${id} and organisation = ${organisation} for update`.execute(tx)
  return rows[0]?.members ?? []
}

export async function deleteTeam(tx: Tx, id: Id, organisation: Id): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from team where id = ${id} and organisation = ${organisation}`.execute(tx)
  return numAffectedRows === 1n
}

export async function listTeams(tx: Tx, organisation: Id) {
  const { rows } = await sql<{ id: Id; name: string; members: { id: Id; name: string }[] }>`
    select t.id, t.name, coalesce((
      select json_agg(json_build_object('id', u.id, 'name', u.name) order by u.name)
      from read.app_user u where u.id = any (t.members)), '[]') as members
    from team t where t.organisation = ${organisation} order by t.name`.execute(tx)
  return rows
}

/** How many of these users hold a role in the organisation today. */
export async function countMembers(tx: Tx, organisation: Id, users: readonly Id[]): Promise<number> {
  const { rows } = await sql<{ known: number }>`
    select count(distinct app_user)::int as known from read.membership
    where organisation = ${organisation} and app_user = any (${users}::uuid[])`.execute(tx)
  return rows[0]?.known ?? 0
}
