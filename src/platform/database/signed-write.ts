// Writes to the tables of accounts from inside a request. Each write is signed, so that an injected statement
// cannot make one.
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Tx } from './connect.ts'

/** The part of a context needed here: its transaction, and HMAC-SHA256 with the installation's secret. */
export type Signing = { tx: Tx; sign: (text: string) => string }

/**
 * The text that is signed to derive the key stored in the database, from which the secret cannot be computed.
 */
const KEY = 'key of writes to accounts'
/** The block size of SHA-256 in bytes, and the pads of HMAC (RFC 2104). */
const BLOCK = 64
const INNER = 0x36
const OUTER = 0x5c

/**
 * Stores the key with which the database verifies signatures of this installation; replaces that of a
 * previous secret.
 */
export async function keepWriteKey(owner: pg.Pool, secret: string): Promise<void> {
  const { rows } = await owner.query(
    `select from pg_tables where schemaname = 'auth' and tablename = 'write_key'`,
  )
  // Without that migration there are no tables to write to.
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
 * Calls `arraigo.write_auth` for one kind of write; returns the number of rows written. The signature is
 * valid for these arguments in this transaction only.
 */
export async function writeAuth({ tx, sign }: Signing, work: string, given: object): Promise<number> {
  const { rows: begun } = await sql<{ id: string }>`select txid_current()::text as id`.execute(tx)
  const words = JSON.stringify(given)
  const signed = [work, begun[0]?.id, words].join('\n')
  const signature = createHmac('sha256', sign(KEY)).update(signed).digest()
  const { rows } = await sql<{ written: number }>`
    select arraigo.write_auth(${work}, ${words}, ${signature}) as written`.execute(tx)
  return rows[0]?.written ?? 0
}
