// Data keys: one of a person in an organisation, always wrapped.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import type { Wrapped } from '../../../platform/key-service.ts'

type Owner = { person: string; organisation: string }

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

export type Needed = { kek: string; count: number }

/** How many data keys each key-encryption key wraps. */
export async function countKeys(tx: Tx): Promise<Needed[]> {
  const { rows } = await sql<Needed>`
    select kek, count(*)::int as count from data_key group by kek order by kek
  `.execute(tx)
  return rows
}

/** How many secrets of tokens each wraps; `person.renew_known_tokens` wraps them anew. */
export async function countSecrets(tx: Tx): Promise<Needed[]> {
  const { rows } = await sql<Needed>`
    select kek, count(*)::int as count from read.known_secret group by kek order by kek
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
