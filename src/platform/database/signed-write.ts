// Writes to what opens an account, from inside a request: signed one by one, so that no other statement there can make them.
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Tx } from './connect.ts'

/** What a command or query is given: its transaction, and HMAC-SHA256 with the installation's secret. */
export type Signing = { tx: Tx; sign: (text: string) => string }

/** What is signed to make the key, which the database holds: from it nobody comes back to the secret. */
const KEY = 'key of writes to accounts'
/** The block of SHA-256, and what HMAC mixes the key with (RFC 2104). */
const BLOCK = 64
const INNER = 0x36
const OUTER = 0x5c

/** Lets the database check what this installation signs; another secret takes the place of the one before. */
export async function keepWriteKey(owner: pg.Pool, secret: string): Promise<void> {
  const { rows } = await owner.query(
    `select from pg_tables where schemaname = 'auth' and tablename = 'write_key'`,
  )
  // Not migrated so far: then there is nothing to write to either.
  if (rows.length === 0) return
  const key = Buffer.alloc(BLOCK)
  key.write(createHmac('sha256', secret).update(KEY).digest('base64url'))
  const mixed = (byte: number) => key.map((one) => one ^ byte)
  await owner.query(
    `insert into auth.write_key as k (inner_key, outer_key) values ($1, $2) on conflict (one) do update
     set inner_key = excluded.inner_key, outer_key = excluded.outer_key where k.inner_key <> excluded.inner_key`,
    [mixed(INNER), mixed(OUTER)],
  )
}

/**
 * One piece of work of the function `arraigo.write_auth`; answers with how many rows it wrote. The signature is good for
 * these words in this transaction only.
 */
export async function writeAuth({ tx, sign }: Signing, work: string, given: object): Promise<number> {
  const { rows: begun } = await sql<{ id: string }>`select txid_current()::text as id`.execute(tx)
  const words = JSON.stringify(given)
  const signed = [work, begun[0]?.id, words].join('\n')
  const signature = createHmac('sha256', sign(KEY)).update(signed).digest()
  const { rows } = await sql<{ written: string }>`
    select arraigo.write_auth(${work}, ${words}, ${signature}) as written`.execute(tx)
  return Number(rows[0]?.written)
}
