// What settlement and verification ask of claims inside their own transactions.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

/** Those of the claims that are verified; none of them is decided anew before the transaction ends. */
export async function keepVerified(tx: Tx, claims: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from claim where id = any (${[...claims]}::uuid[]) and state = 'verified' for share`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/**
 * How many of the claims were achieved in each place; '' where none was recorded. With the system's row scope: whoever
 * verifies or pays sees no fact, and is shown these counts rounded down.
 */
export async function placesOf(
  tx: Tx,
  claims: readonly string[],
): Promise<{ place: string; count: number }[]> {
  if (claims.length === 0) return []
  const { rows } = await sql<{ place: string; count: number }>`
    select coalesce(f.place, '') as place, count(*)::int as count
    from claim c
    left join lateral (
      select place from read.person_fact
      where person = c.person and kind = 'outcome.achieved' and data ->> 'claim' = c.id::text
      order by recorded_at desc limit 1) f on true
    where c.id = any (${[...claims]}::uuid[])
    group by 1 order by 2 desc, 1`.execute(tx)
  return rows
}
