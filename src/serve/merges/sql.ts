// All SQL of merges: the links, and what they come to for each record.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { GLIMPSE_COLUMNS, type GlimpseColumns } from '../record/operations.ts'
import type { Recorded } from './rules/later.ts'
import type { Link, Same } from './rules/same.ts'

export type MergeRow = Link & {
  id: string
  organisation: string
  because: string
  mergedBy: string | null
  undoneBy: string | null
  undoneBecause: string | null
}

/** Merges of one organisation are decided one after the other: each changes what the others come to. */
export async function lockMerges(tx: Tx, organisation: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`merges of ${organisation}`}, 0))`.execute(tx)
}

/** Who keeps these records, as far as the actor may see them; without those that were erased. */
export async function keepers(tx: Tx, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ person: string; organisation: string }>`
    select p.person, p.organisation from read.person p where p.person = any (${people}::uuid[])
      and not exists (select from read.erased_person e where e.person = p.person)`.execute(tx)
  return new Map(rows.map(({ person, organisation }) => [person, organisation]))
}

export async function isErasureOpen(tx: Tx, people: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from read.erasure_open where person = any (${people}::uuid[]) limit 1`.execute(tx)
  return rows.length > 0
}

const ROW = sql`m.id, m.person, m.other, m.organisation, m.because, m.merged_at as "mergedAt", m.undone_at as "undoneAt",
  m.undone_because as "undoneBecause", m.assigned, b.name as "mergedBy", u.name as "undoneBy"
  from merge m left join read.app_user b on b.id = m.merged_by left join read.app_user u on u.id = m.undone_by`

/** The links of these records, the first first. */
async function linksOf(tx: Tx, people: readonly string[]): Promise<MergeRow[]> {
  const { rows } = await sql<MergeRow>`
    select ${ROW} where m.person = any (${people}::uuid[]) or m.other = any (${people}::uuid[])
    order by m.merged_at, m.id`.execute(tx)
  return rows
}

/** All links that lead from these records to others, and on from there. */
export async function connected(tx: Tx, people: readonly string[]): Promise<MergeRow[]> {
  for (let known = [...people]; ;) {
    const links = await linksOf(tx, known)
    const reached = [...new Set([...known, ...links.flatMap(({ person, other }) => [person, other])])]
    if (reached.length === known.length) return links
    known = reached
  }
}

export async function find(tx: Tx, id: string): Promise<MergeRow | undefined> {
  return (await sql<MergeRow>`select ${ROW} where m.id = ${id}`.execute(tx)).rows[0]
}

export async function insert(
  tx: Tx,
  row: Pick<MergeRow, 'id' | 'person' | 'other' | 'organisation' | 'because'> & { by: string; at: string },
): Promise<void> {
  await sql`
    insert into merge (person, other, id, organisation, because, merged_at, merged_by)
    values (${row.person}, ${row.other}, ${row.id}, ${row.organisation}, ${row.because}, ${row.at}, ${row.by})
  `.execute(tx)
}

export async function undo(
  tx: Tx,
  { person, id }: Pick<MergeRow, 'person' | 'id'>,
  by: { user: string; at: string; because: string; assigned: Link['assigned'] },
): Promise<void> {
  await sql`
    update merge set undone_at = ${by.at}, undone_by = ${by.user}, undone_because = ${by.because},
      assigned = ${JSON.stringify(by.assigned)}
    where person = ${person} and id = ${id}`.execute(tx)
}

/**
 * Writes what the links come to. Undefined of a record: it is one person by itself. There is no conflict; said all the
 * same, so that rows of another server are not copied in (docs/scale.md).
 */
export async function saveSame(
  tx: Tx,
  organisation: string,
  same: ReadonlyMap<string, Same | undefined>,
): Promise<void> {
  await sql`delete from same_person where person = any (${[...same.keys()]}::uuid[])`.execute(tx)
  const rows = [...same].flatMap(([person, is]) => (is ? [{ person, organisation, ...is }] : []))
  await sql`
    insert into same_person (person, organisation, kept, people, besides, assigned, since)
    select person, organisation, kept, people, besides, assigned, since
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (person uuid, organisation uuid, kept uuid,
      people uuid[], besides uuid[], assigned jsonb, since timestamptz)
    on conflict do nothing`.execute(tx)
}

/** What was recorded of these people that the actor may read, by ids, which are in the order of recording. */
export async function factsOf(tx: Tx, people: readonly string[]): Promise<Recorded[]> {
  const { rows } = await sql<Recorded>`
    select f.id, f.person, f.kind, f.occurred_on as "occurredOn", f.data
    from read.person_fact f where f.person = any (${people}::uuid[])
    order by f.id`.execute(tx)
  return rows
}

export type Membership = { person: string; household: string; relation: string; head: boolean }

/** The households that these people belong to now. */
export async function householdsOf(tx: Tx, people: readonly string[]): Promise<Membership[]> {
  const { rows } = await sql<Membership>`
    select h.person, h.household, h.relation, h.head from read.household_member h
    where h.person = any (${people}::uuid[]) and h.left_on is null`.execute(tx)
  return rows
}

export async function glimpses(tx: Tx, people: readonly string[]): Promise<GlimpseColumns[]> {
  const columns = sql.join(GLIMPSE_COLUMNS.map((column) => sql.ref(`p.${column}`)))
  const { rows } = await sql<GlimpseColumns>`
    select ${columns} from read.person_shown p where p.person = any (${people}::uuid[])`.execute(tx)
  return rows
}

/** Empties why records were merged and unmerged: it may say who somebody is. */
export async function erase(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  await sql`
    update merge set because = '', undone_because = case when undone_because is not null then '' end
    where (person = ${person} or other = ${person}) and organisation = ${organisation}`.execute(tx)
}
