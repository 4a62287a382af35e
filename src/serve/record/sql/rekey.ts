// Goes through the people on record to compute their match keys anew, a few at a time.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import { receiversOf } from '../rules/parts.ts'
import type { Found, Keeping } from './write.ts'

/** Whether everybody on record has the keys of this version. */
export async function isRekeyed(tx: Tx, version: number): Promise<boolean> {
  const { rows } = await sql`
    select from match_key_version where version = ${version} and ended_at is not null
  `.execute(tx)
  return rows.length > 0
}

/**
 * Locks the next people, and the place that was reached: two runs at once take turns.
 *
 * @returns nobody when all are done
 */
export async function nextToRekey(tx: Tx, version: number, most: number): Promise<Keeping[]> {
  await sql`insert into match_key_version (version) values (${version}) on conflict do nothing`.execute(tx)
  await sql`select from match_key_version where version = ${version} for update`.execute(tx)
  const { rows } = await sql<Keeping>`
    select person, organisation, shared_with as "sharedWith", shown_to as "shownTo" from person
    where erased_on is null and person > (
      select coalesce(reached, '00000000-0000-0000-0000-000000000000') from match_key_version where version = ${version})
    order by person limit ${most} for update
  `.execute(tx)
  return rows
}

export async function noteRekeyed(
  tx: Tx,
  version: number,
  { reached, at }: { reached: string | undefined; at: string },
): Promise<void> {
  await sql`
    update match_key_version set reached = coalesce(${reached ?? null}::uuid, reached),
      ended_at = ${reached === undefined ? at : null}::timestamptz
    where version = ${version}
  `.execute(tx)
}

/** Adds the keys that are missing; those that an older release made are read by it and stay. */
export async function addKeys(tx: Tx, people: readonly { of: Keeping; found: Found }[]): Promise<void> {
  const rows = people.flatMap(({ of, found }) =>
    found.keys.map((key) => ({
      key,
      person: of.person,
      organisation: of.organisation,
      shared: receiversOf(of.shownTo, found.needs(key)),
    })),
  )
  await sql`
    insert into match_key (viewer, key, person, organisation, shared_with)
    select viewer, key, person, organisation, shared
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k (key bigint, person uuid, organisation uuid, shared uuid[])
    cross join unnest(organisation || shared) viewer
    on conflict do nothing
  `.execute(tx)
}
