// Every statement on the notices that tell a receiver what it must stop using.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import type { Notice } from './operations.ts'

export type NoticeRow = {
  person: string
  id: string
  organisation: string
  shared_with: readonly string[]
  told_by: string
  purpose: string
  field_groups: readonly string[]
  because: Notice['because']
  called: string | null
  told_at: string
  acknowledged_at: string | null
}

export async function insert(tx: Tx, row: Omit<NoticeRow, 'acknowledged_at'>): Promise<void> {
  await sql`
    insert into consent_notice (person, id, organisation, shared_with, told_by, purpose, field_groups, because, called,
      told_at)
    values (${row.person}, ${row.id}, ${row.organisation}, ${row.shared_with}::uuid[], ${row.told_by}, ${row.purpose},
      ${row.field_groups}::text[], ${row.because}, ${row.called}, ${row.told_at})
  `.execute(tx)
}

/** The notice, locked; only the organisation it was sent to may confirm it. */
export async function lock(tx: Tx, key: { person: string; id: string }, organisation: string) {
  const { rows } = await sql<
    Pick<NoticeRow, 'person' | 'id' | 'organisation' | 'told_by' | 'purpose' | 'acknowledged_at'>
  >`
    select person, id, organisation, told_by, purpose, acknowledged_at from consent_notice
    where person = ${key.person} and id = ${key.id} and organisation = ${organisation} for update
  `.execute(tx)
  return rows[0]
}

export async function acknowledge(
  tx: Tx,
  key: { person: string; id: string },
  by: { at: string; user: string },
): Promise<void> {
  await sql`
    update consent_notice set acknowledged_at = ${by.at}, acknowledged_by = ${by.user}, called = null
    where person = ${key.person} and id = ${key.id}
  `.execute(tx)
}

/** Notices this organisation has not confirmed; with a person, all that it got or sent about them. */
export async function list(tx: Tx, organisation: string, people: readonly string[] | undefined) {
  const which =
    people === undefined
      ? sql`n.organisation = ${organisation} and n.acknowledged_at is null`
      : sql`n.person = any (${people}::uuid[])`
  const { rows } = await sql<
    Omit<NoticeRow, 'shared_with' | 'told_by'> & { organisation_name: string; teller_name: string }
  >`
    select n.person, n.id, n.organisation, n.purpose, n.field_groups, n.because, n.called, n.told_at, n.acknowledged_at,
      o.name as organisation_name, t.name as teller_name
    from consent_notice n
    join read.organisation o on o.id = n.organisation
    join read.organisation t on t.id = n.told_by
    where ${which} order by n.told_at desc, n.id desc limit 200
  `.execute(tx)
  return rows
}

/** The organisation that keeps the person's record. */
export async function findKeeper(tx: Tx, person: string): Promise<string | undefined> {
  const { rows } = await sql<{ organisation: string }>`
    select organisation from read.person where person = ${person}
  `.execute(tx)
  return rows[0]?.organisation
}

export async function calledName(tx: Tx, person: string): Promise<string | null> {
  const { rows } = await sql<{ called: string | null }>`
    select coalesce(called, given_names) as called from read.person where person = ${person}
  `.execute(tx)
  return rows[0]?.called ?? null
}

/** Erases the name by which a receiver was told; what it had to stop using stays. */
export async function erase(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  await sql`update consent_notice set called = null where person = ${person} and organisation = ${organisation}`.execute(
    tx,
  )
}
