// Reads and writes households and who belongs to them.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import type { Member } from '../rules/household.ts'
import { receiversOf } from '../rules/parts.ts'
import { GLIMPSE } from './find.ts'
import type { GlimpseColumns } from './rows.ts'
import type { Keeping } from './write.ts'

export type HouseholdRow = {
  household: string
  organisation: string
  shared_with: string[]
  formed_at: string
}

export async function insertHousehold(
  tx: Tx,
  one: { id: string; organisation: string; at: string },
): Promise<void> {
  await sql`
    insert into household (household, organisation, formed_at) values (${one.id}, ${one.organisation}, ${one.at})
  `.execute(tx)
}

/** Locks the household, so that two desks cannot give it two heads. */
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

/** Which of these people belong to a household already. */
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
    values (${of.person}, ${household}, ${of.organisation}, ${receiversOf(of.shownTo, ['household'])}, ${member.relation}, ${member.head},
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

/** Who belongs to it and who once did; the head first. */
export async function allMembers(tx: Tx, id: string): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select ${GLIMPSE}, m.relation, m.head, m.joined_on, m.left_on
    from household_member m join read.person_shown p on p.person = m.person
    where m.household = ${id}
    order by m.left_on is not null, m.head desc, m.joined_at, m.person
  `.execute(tx)
  return rows
}
