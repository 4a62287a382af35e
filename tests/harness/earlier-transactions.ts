// Waits until nothing that was recorded so far is new to a screen that opens.
import type pg from 'pg'
import { expect } from 'vitest'

/**
 * A new screen is told of what was recorded since the oldest transaction that still runs, and that may be one of
 * another test's, in another database of the same server.
 */
export async function earlierTransactionsEnded(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ last: string }>('select pg_current_xact_id()::text as last')
  const haveEnded = async () => {
    const { rows: now } = await pool.query<{ ended: boolean }>(
      'select pg_snapshot_xmin(pg_current_snapshot())::text::numeric > $1::numeric as ended',
      [rows[0]?.last],
    )
    return now[0]?.ended
  }
  await expect.poll(haveEnded).toBe(true)
}
