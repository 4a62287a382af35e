// Reads and writes households and who belongs to them.
import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { GLIMPSE_COLUMNS, type GlimpseColumns } from '../record/operations.ts'
import type { Member } from './rules.ts'

export type HouseholdRow = {
  household: string
  organisation: string
  shared_with: string[]
  formed_at: string
}

/** Who keeps a person's record, and who else may see with whom they live. */
export type Keeping = { person: string; organisation: string; receivers: string[] }

const receivers = (person: RawBuilder<unknown>, organisation: RawBuilder<unknown>) => sql`array(
    select s.recipient from read.person_share s
    where s.person = ${person} and s.organisation = ${organisation} and 'household' = any (s.field_groups) order by 1)`

/** Run as the system: a receiver of a record does not see the other receivers. */
export async function keepingOf(tx: Tx, person: string): Promise<Keeping | undefined> {
  const { rows } = await sql<Keeping>`
    select p.person, p.organisation, ${receivers(sql`p.person`, sql`p.organisation`)} as receivers
    from read.person_shown p where p.person = ${person}`.execute(tx)
  return rows[0]
}

/** Sets who may read with whom a person lives to those allowed now; run as the system. */
export async function shareMemberships(tx: Tx, person: string): Promise<void> {
  await sql`update household_member m set shared_with = ${receivers(sql`m.person`, sql`m.organisation`)}
    where m.person = ${person}`.execute(tx)
}

export async function eraseMemberships(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  await sql`delete from household_member where person = ${person} and organisation = ${organisation}`.execute(
    tx,
  )
}

export async function insertHousehold(
  tx: Tx,
  one: { id: string; organisation: string; at: string },
): Promise<void> {
  await sql`
    insert into household (household, organisation, formed_at) values (${one.id}, ${one.organisation}, ${one.at})
  `.execute(tx)
}

/** Locks the household, so that two transactions cannot give it two heads. */
export async function lockHousehold(tx: Tx, id: string): Promise<HouseholdRow | undefined> {
  const { rows } = await sql<HouseholdRow>`
    select household, organisation, shared_with, formed_at from household where household = ${id} for update
  `.execute(tx)
  return rows[0]
}

export async function findHousehold(tx: Tx, id: string): Promise<HouseholdRow | undefined> {
  const { rows } = await sql<HouseholdRow>`
    select household, organisation, shared_with, formed_at from household where household = ${id}
  `.execute(tx)
  return rows[0]
}

/** Who belongs to it now. */
export async function currentMembers(tx: Tx, id: string): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select person, relation, head from household_member where household = ${id} and left_on is null
  `.execute(tx)
  return rows
}

/** Which of these people are in a household already. */
export async function inHousehold(tx: Tx, people: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    select person from household_member where person = any (${people}::uuid[]) and left_on is null
  `.execute(tx)
  return rows.map((row) => row.person)
}

export async function insertMember(
  tx: Tx,
  of: Keeping,
  household: string,
  member: Member,
  when: { at: string; on: string },
): Promise<void> {
  await sql`
    insert into household_member (person, household, organisation, shared_with, relation, head, joined_at, joined_on)
    values (${of.person}, ${household}, ${of.organisation}, ${of.receivers}, ${member.relation}, ${member.head},
      ${when.at}, ${when.on})
  `.execute(tx)
}

/** @returns false when the person does not belong to it */
export async function endMembership(
  tx: Tx,
  household: string,
  person: string,
  left: { on: string; because: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    update household_member set left_on = greatest(joined_on, ${left.on}::date), left_because = ${left.because}
    where household = ${household} and person = ${person} and left_on is null
    returning person
  `.execute(tx)
  return rows.length > 0
}

export type MemberRow = GlimpseColumns & {
  relation: string
  head: boolean
  joined_on: string
  left_on: string | null
}

/** Current and former members; the head first. */
export async function allMembers(tx: Tx, id: string): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select ${sql.join(GLIMPSE_COLUMNS.map((column) => sql.ref(`p.${column}`)))},
      m.relation, m.head, m.joined_on, m.left_on
    from household_member m join read.person_shown p on p.person = m.person
    where m.household = ${id}
    order by m.left_on is not null, m.head desc, m.joined_at, m.person
  `.execute(tx)
  return rows
}
