// What settlement asks of claims inside its own transaction.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

/** Those of the claims that are verified; none of them is decided anew before the transaction ends. */
export async function keepVerified(tx: Tx, claims: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from claim where id = any (${[...claims]}::uuid[]) and state = 'verified' for share`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}
