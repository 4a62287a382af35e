// The lock between whatever wraps a key and whoever retires key-encryption keys.
import { sql } from 'kysely'
import type { Tx } from './connect.ts'

/**
 * An arbitrary number; held shared while something is wrapped, exclusively while old key-encryption keys are
 * retired.
 */
export const WRAPPING = 7_243_027

/** Until the transaction ends, no key-encryption key is retired. */
export async function holdKeys(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${sql.lit(WRAPPING)})`.execute(tx)
}
