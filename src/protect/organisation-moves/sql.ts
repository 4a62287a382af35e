// SQL on the moves of organisations, and on what an organisation was allowed to see.
import { sql } from 'kysely'
import type { OrganisationClass } from '../../kernel/actor.ts'
import type { PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from '../../platform/database/connect.ts'

export type Organisation = { id: Id; class: OrganisationClass; lead: boolean; closed_at: string | null }

export async function findOrganisation(tx: Tx, id: Id): Promise<Organisation | undefined> {
  const { rows } = await sql<Organisation>`
    select id, class, lead, closed_at from read.organisation where id = ${id}`.execute(tx)
  return rows[0]
}

export type Move = {
  id: Id
  moved: Id
  class: 'enforcement' | 'consular'
  because: string
  asked_by: Id
  allowed: boolean | null
}

export async function insertMove(
  tx: Tx,
  one: Pick<Move, 'id' | 'moved' | 'class' | 'because'> & { organisation: Id; by: Id; at: string },
): Promise<void> {
  await sql`
    insert into organisation_move (id, organisation, moved, class, because, asked_by, asked_at)
    values (${one.id}, ${one.organisation}, ${one.moved}, ${one.class}, ${one.because}, ${one.by}, ${one.at})`.execute(
    tx,
  )
}

/** Locks the move, so that it is decided once. */
export async function lockMove(tx: Tx, id: Id): Promise<Move | undefined> {
  const { rows } = await sql<Move>`
    select id, moved, class, because, asked_by, allowed from organisation_move where id = ${id} for update`.execute(
    tx,
  )
  return rows[0]
}

export async function decideMove(
  tx: Tx,
  one: { id: Id; allowed: boolean; by: Id; at: string },
): Promise<void> {
  await sql`
    update organisation_move set allowed = ${one.allowed}, decided_by = ${one.by}, decided_at = ${one.at}
    where id = ${one.id}`.execute(tx)
}

export type ListedMove = {
  id: Id
  organisation: Id
  name: string
  class: 'enforcement' | 'consular'
  because: string
  askedBy: Id
  askedByName: string | null
  askedAt: string
  decidedByName: string | null
  decidedAt: string | null
  allowed: boolean | null
}

export async function listMoves(tx: Tx): Promise<ListedMove[]> {
  const { rows } = await sql<ListedMove>`
    select m.id, m.moved as organisation, o.name, m.class, m.because, m.asked_by as "askedBy", a.name as "askedByName",
      m.asked_at as "askedAt", d.name as "decidedByName", m.decided_at as "decidedAt", m.allowed
    from organisation_move m join read.organisation o on o.id = m.moved
    left join read.app_user a on a.id = m.asked_by left join read.app_user d on d.id = m.decided_by
    order by m.asked_at desc, m.id desc limit 200`.execute(tx)
  return rows
}

/** What people, or an override, allow the organisation today. */
export async function allowedTo(
  tx: Tx,
  organisation: Id,
  today: PlainDate,
): Promise<{ person: Id; id: Id; said: 'yes' | 'override' }[]> {
  const { rows } = await sql<{ person: Id; id: Id; said: 'yes' | 'override' }>`
    select d.person, d.id, d.said from read.consent_decision d
    where d.recipient = ${organisation} and d.said in ('yes', 'override') and d.ended_at is null
      and (d.until is null or d.until >= ${today})
      and not exists (select from read.consent_decision n where n.person = d.person and n.id = d.id and n.said = 'no')
    order by d.person, d.id`.execute(tx)
  return rows
}

/** Removes the organisation from everything shared with it, in every table; only once it is closed. */
export async function endSharing(tx: Tx, organisation: Id): Promise<void> {
  await sql`select arraigo.end_sharing(${organisation})`.execute(tx)
}
