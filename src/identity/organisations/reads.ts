// What other capabilities may read of an organisation inside their own transactions, and the lock on one.
import type pg from 'pg'
import { sql } from 'kysely'
import type * as z from 'zod/mini'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { SecondFactor } from './operations.ts'
import type { RegisteredClass } from './rules/classes.ts'

export type Organisation = {
  id: Id
  name: string
  class: RegisteredClass
  contact: string | null
  tax_number: string | null
  address: string | null
  bank_account: string | null
  time_zone: string
  locale: string
  second_factor: z.infer<typeof SecondFactor>
  lead: boolean
  closed_at: string | null
}

export async function findOrganisation(tx: Tx, id: Id): Promise<Organisation | undefined> {
  const { rows } = await sql<Organisation>`
    select id, name, class, contact, tax_number, address, bank_account, time_zone, locale, second_factor, lead, closed_at from organisation where id = ${id}`.execute(
    tx,
  )
  return rows[0]
}

export async function listOrganisations(tx: Tx) {
  const { rows } = await sql<Pick<Organisation, 'id' | 'name' | 'class' | 'lead'>>`
    select id, name, class, lead from organisation where closed_at is null order by name`.execute(tx)
  return rows
}

/** Whether the organisation is open; it does not close before the transaction ends. */
export async function keepOpen(tx: Tx, id: Id): Promise<boolean> {
  const { rows } = await sql`
    select from organisation where id = ${id} and closed_at is null for share`.execute(tx)
  return rows.length > 0
}

/** Locks an organisation, so that two transactions that check it do not pass at the same time. */
export async function lockOrganisation(tx: Tx, id: Id): Promise<void> {
  await sql`select from organisation where id = ${id} for update`.execute(tx)
}

/** What a printed page says of its organisation: where and when to reach it, and the centre of the user. */
export async function letterheadOf(
  pool: pg.Pool,
  { organisation, centre }: { organisation: string; centre?: string | undefined },
): Promise<{ contact: string | null; centre: string | null; address: string | null } | undefined> {
  const { rows } = await pool.query<{
    contact: string | null
    centre: string | null
    address: string | null
  }>(
    `select o.contact, c.name as centre, c.address
     from organisation o left join centre c on c.id = $2 and c.organisation = o.id
     where o.id = $1`,
    [organisation, centre ?? null],
  )
  return rows[0]
}
