// SQL statements of saved views; row-level security shows each user their own.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import type { SavedView } from './operations.ts'

export async function insert(
  tx: Tx,
  one: SavedView & { organisation: string; user: string; list: string; at: string },
): Promise<void> {
  await sql`
    insert into saved_view (id, organisation, app_user, list, name, search, saved_at)
    values (${one.id}, ${one.organisation}, ${one.user}, ${one.list}, ${one.name}, ${one.search}, ${one.at})`.execute(
    tx,
  )
}

export async function remove(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`delete from saved_view where id = ${id} returning id`.execute(tx)
  return rows.length > 0
}

export async function list(tx: Tx, of: string): Promise<SavedView[]> {
  const { rows } = await sql<SavedView>`
    select id, name, search from saved_view where list = ${of} order by name`.execute(tx)
  return rows
}

/** Serialises what one user saves, so that they cannot save more than the most at once. */
export async function lockUser(tx: Tx, user: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`views of ${user}`}, 0))`.execute(tx)
}
