// SQL on requests to reset a second proof.
import { sql } from 'kysely'
import type { Id } from '../../../kernel/words.ts'
import type { Tx } from '../../../platform/database/connect.ts'

export type Reset = {
  id: Id
  organisation: Id
  organisationName: string
  user: Id
  userName: string
  by: Id
  askedBy: string
  askedAt: string
  settledBy: string | null
  settledAt: string | null
  confirmed: boolean | null
}

const RESETS = sql`
  select x.id, x.organisation, o.name as "organisationName", x.app_user as user, u.name as "userName", x.asked_by as by,
    a.name as "askedBy", x.asked_at as "askedAt", s.name as "settledBy", x.settled_at as "settledAt", x.confirmed
  from second_factor_reset x
  join read.organisation o on o.id = x.organisation
  join app_user u on u.id = x.app_user
  join app_user a on a.id = x.asked_by
  left join app_user s on s.id = x.settled_by`

export async function insertReset(
  tx: Tx,
  one: { id: Id; organisation: Id; user: Id; by: Id; at: string },
): Promise<void> {
  await sql`
    insert into second_factor_reset (id, organisation, app_user, asked_by, asked_at)
    values (${one.id}, ${one.organisation}, ${one.user}, ${one.by}, ${one.at})`.execute(tx)
}

/** A waiting request, locked so that it is settled once. */
export async function lockReset(tx: Tx, id: Id): Promise<Reset | undefined> {
  const { rows } = await sql<Reset>`
    ${RESETS} where x.id = ${id} and x.settled_at is null for update of x`.execute(tx)
  return rows[0]
}

export async function settleReset(
  tx: Tx,
  one: { id: Id; by: Id; at: string; confirmed: boolean },
): Promise<void> {
  await sql`
    update second_factor_reset set settled_by = ${one.by}, settled_at = ${one.at}, confirmed = ${one.confirmed}
    where id = ${one.id}`.execute(tx)
}

export async function wasEverConfirmed(tx: Tx, user: Id): Promise<boolean> {
  const { rows } = await sql`
    select from second_factor_reset where app_user = ${user} and confirmed limit 1`.execute(tx)
  return rows.length > 0
}

/**
 * Requests about the user that wait or were settled in the last thirty days, and those about others that
 * wait.
 */
export async function listResets(tx: Tx, user: Id, now: string): Promise<Reset[]> {
  const { rows } = await sql<Reset>`
    ${RESETS} where x.settled_at is null
      or (x.app_user = ${user} and x.settled_at > ${now}::timestamptz - interval '30 days')
    order by x.asked_at desc, x.id`.execute(tx)
  return rows
}
