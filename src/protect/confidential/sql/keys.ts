// Data keys: one of a person in an organisation, always wrapped.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import type { Wrapped } from '../../../platform/key-service.ts'

/**
 * An arbitrary number; held shared while something is wrapped, exclusively while old key-encryption keys are
 * retired.
 */
export const WRAPPING = 7_243_027

type Owner = { person: string; organisation: string }

/** Until the transaction ends, no key-encryption key is retired. */
export async function holdKeys(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${sql.lit(WRAPPING)})`.execute(tx)
}

export async function findKey(tx: Tx, { person, organisation }: Owner): Promise<Wrapped | undefined> {
  const { rows } = await sql<Wrapped>`
    select kek, wrapped as bytes from data_key where person = ${person} and organisation = ${organisation}
  `.execute(tx)
  return rows[0]
}

/** Inserts a new one, unless another transaction just did: reading afterwards returns the one that counts. */
export async function insertKey(tx: Tx, owner: Owner, key: Wrapped, at: string): Promise<void> {
  await sql`
    insert into data_key (person, organisation, kek, wrapped, made_at)
    values (${owner.person}, ${owner.organisation}, ${key.kek}, ${key.bytes}, ${at})
    on conflict (person, organisation) do nothing
  `.execute(tx)
}

/** Some that another key-encryption key wraps; rows that another rotation has locked are skipped. */
export async function lockOthers(tx: Tx, current: string, most: number): Promise<(Owner & Wrapped)[]> {
  const { rows } = await sql<Owner & Wrapped>`
    select person, organisation, kek, wrapped as bytes from data_key where kek <> ${current}
    limit ${most} for update skip locked
  `.execute(tx)
  return rows
}

export async function saveKey(tx: Tx, { person, organisation }: Owner, key: Wrapped): Promise<void> {
  await sql`
    update data_key set kek = ${key.kek}, wrapped = ${key.bytes}
    where person = ${person} and organisation = ${organisation}
  `.execute(tx)
}

/** How many data keys each key-encryption key wraps. */
export async function countKeys(tx: Tx): Promise<{ kek: string; count: number }[]> {
  const { rows } = await sql<{ kek: string; count: number }>`
    select kek, count(*)::int as count from data_key group by kek order by kek
  `.execute(tx)
  return rows
}

/** All of a person's, or those of one organisation. */
export async function deleteKeys(tx: Tx, person: string, organisation?: string): Promise<number> {
  const { rows } = await sql`
    delete from data_key where person = ${person}
      and (${organisation ?? null}::uuid is null or organisation = ${organisation ?? null})
    returning kek`.execute(tx)
  return rows.length
}
