// Sealed notes, who has access to them, and stories asked for again. Rows that the actor may not see are
// counted with the system's rights, always within the actor's own organisation.
import { sql } from 'kysely'
import type { Grant } from '../../../kernel/roles.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import type { ProtectedGroup, RetellingReason } from '../operations.ts'

/** A person as one organisation knows them. */
export type Of = { person: string; organisation: string }

/** The clock by which an emergency opening closes, for the rest of the transaction. */
export async function setClock(tx: Tx, at: string): Promise<void> {
  await sql`set local app.at = ${sql.lit(at)}`.execute(tx)
}

/** A lock, so that two users who hear a story at the same moment know of each other. */
export async function hold(tx: Tx, { person }: Of): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${person}, 27))`.execute(tx)
}

export async function isPerson(tx: Tx, person: string): Promise<boolean> {
  const { rows } = await sql`select from read.person where person = ${person}`.execute(tx)
  return rows.length > 0
}

export type NoteRow = {
  id: string
  field_group: ProtectedGroup
  summary: Buffer
  story: Buffer | null
  sealed_by: string
  sealed_by_name: string | null
  sealed_at: string
}

/** The notes the actor has access to; row-level security leaves the others out. */
export async function notes(tx: Tx, { person, organisation }: Of): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    select n.id, n.field_group, n.summary, n.story, n.sealed_by, u.name as sealed_by_name, n.sealed_at
    from sealed_note n left join read.app_user u on u.id = n.sealed_by
    where n.person = ${person} and n.organisation = ${organisation}
    order by n.sealed_at desc, n.id desc
  `.execute(tx)
  return rows
}

export async function findNote(tx: Tx, of: Of, id: string): Promise<NoteRow | undefined> {
  return (await notes(tx, of)).find((row) => row.id === id)
}

/** With the system's rights: how many notes there are, whoever may read them. */
export async function countNotes(tx: Tx, { person, organisation }: Of): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from sealed_note where person = ${person} and organisation = ${organisation}
  `.execute(tx)
  return rows[0]?.count ?? 0
}

/** With the system's rights: groups in which there is a story. */
export async function groupsWithStory(tx: Tx, { person, organisation }: Of): Promise<ProtectedGroup[]> {
  const { rows } = await sql<{ field_group: ProtectedGroup }>`
    select distinct field_group from sealed_note
    where person = ${person} and organisation = ${organisation} and story is not null
  `.execute(tx)
  return rows.map((row) => row.field_group)
}

export type NewNote = Of & {
  id: string
  group: ProtectedGroup
  summary: Buffer
  story: Buffer | null
  by: string
  at: string
  readers: readonly string[]
  opened: Readonly<Record<string, string>>
}

export async function insertNote(tx: Tx, note: NewNote): Promise<void> {
  await sql`
    insert into sealed_note (person, id, organisation, field_group, summary, story, sealed_by, sealed_at, readers, opened)
    values (${note.person}, ${note.id}, ${note.organisation}, ${note.group}, ${note.summary}, ${note.story},
      ${note.by}, ${note.at}, ${note.readers}::uuid[], ${JSON.stringify(note.opened)}::jsonb)
  `.execute(tx)
}

export type ConfidantRow = {
  id: string
  field_group: ProtectedGroup
  app_user: string
  user_name: string | null
  reason: Buffer
  assigned_by: string
  assigned_by_name: string | null
  assigned_at: string
  released_at: string | null
}

/** With the system's rights: every user who ever had access, those who still have it first. */
export async function confidants(tx: Tx, { person, organisation }: Of): Promise<ConfidantRow[]> {
  const { rows } = await sql<ConfidantRow>`
    select c.id, c.field_group, c.app_user, u.name as user_name, c.reason, c.assigned_by, a.name as assigned_by_name,
      c.assigned_at, c.released_at
    from confidant c
    left join read.app_user u on u.id = c.app_user
    left join read.app_user a on a.id = c.assigned_by
    where c.person = ${person} and c.organisation = ${organisation}
    order by c.released_at nulls first, c.assigned_at desc, c.id
  `.execute(tx)
  return rows
}

/** With the system's rights: who has access to a group now. */
export async function letIn(tx: Tx, of: Of, group: ProtectedGroup): Promise<string[]> {
  const rows = await confidants(tx, of)
  return rows
    .filter((row) => row.field_group === group && row.released_at === null)
    .map((row) => row.app_user)
}

export type NewConfidant = Of & {
  id: string
  group: ProtectedGroup
  user: string
  reason: Buffer
  by: string
  at: string
}

/** With the system's rights: gives a user access, to the existing notes as well. */
export async function insertConfidant(tx: Tx, one: NewConfidant): Promise<void> {
  await sql`
    insert into confidant (person, id, organisation, field_group, app_user, reason, assigned_by, assigned_at)
    values (${one.person}, ${one.id}, ${one.organisation}, ${one.group}, ${one.user}, ${one.reason}, ${one.by}, ${one.at})
  `.execute(tx)
  await sql`
    update sealed_note set readers = array_append(array_remove(readers, ${one.user}::uuid), ${one.user}::uuid)
    where person = ${one.person} and organisation = ${one.organisation} and field_group = ${one.group}
  `.execute(tx)
}

/** With the system's rights: ends a user's access to the group, the notes they wrote themselves included. */
export async function releaseConfidant(
  tx: Tx,
  { person, organisation }: Of,
  one: { id: string; group: ProtectedGroup; user: string; by: string; at: string },
): Promise<void> {
  await sql`
    with released as (
      update confidant set released_by = ${one.by}, released_at = ${one.at}
      where person = ${person} and id = ${one.id} and organisation = ${organisation}
    )
    update sealed_note set readers = array_remove(readers, ${one.user}::uuid)
    where person = ${person} and organisation = ${organisation} and field_group = ${one.group}
  `.execute(tx)
}

/** The user who carries the open case: null when nobody does, undefined when there is none. */
export async function managerOf(tx: Tx, { person, organisation }: Of): Promise<string | null | undefined> {
  const { rows } = await sql<{ manager: string | null }>`
    select manager from read.case_file
    where person = ${person} and organisation = ${organisation} and closed_at is null
    order by manager nulls last limit 1
  `.execute(tx)
  return rows[0]?.manager
}

export type Member = { id: string; name: string; role: string; grants: Grant[] | null }

/** A row for each role that each active user of the organisation holds today. */
export async function members(tx: Tx, organisation: string): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select u.id, u.name, m.role, m.grants from read.membership m join read.app_user u on u.id = m.app_user
    where m.organisation = ${organisation} and u.active
    order by u.name, u.id
  `.execute(tx)
  return rows
}

export async function insertRetelling(
  tx: Tx,
  { person, organisation }: Of,
  one: { id: string; how: 'opened' | 'told_again'; reason: RetellingReason; by: string; at: string },
): Promise<void> {
  await sql`
    insert into retelling (person, id, organisation, how, reason, asked_by, asked_at)
    values (${person}, ${one.id}, ${organisation}, ${one.how}, ${one.reason}, ${one.by}, ${one.at})
  `.execute(tx)
}

export type Counted = { reason: RetellingReason; opened: number; told_again: number }

/**
 * With the system's rights: how often, by reason, since an instant; and how many stories were sealed since.
 */
export async function retellings(
  tx: Tx,
  organisation: string,
  since: string,
): Promise<{ told: number; reasons: Counted[] }> {
  const { rows: reasons } = await sql<Counted>`
    select reason, count(*) filter (where how = 'opened')::int as opened,
      count(*) filter (where how = 'told_again')::int as told_again
    from retelling where organisation = ${organisation} and asked_at >= ${since}
    group by reason order by count(*) desc, reason
  `.execute(tx)
  const { rows: told } = await sql<{ count: number }>`
    select count(*)::int as count from sealed_note
    where organisation = ${organisation} and sealed_at >= ${since} and story is not null
  `.execute(tx)
  return { told: told[0]?.count ?? 0, reasons }
}
