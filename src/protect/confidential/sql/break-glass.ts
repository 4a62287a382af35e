// Emergency openings and their reviews: rows are added, none is ever changed.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import type { ProtectedGroup, Verdict } from '../operations.ts'
import type { Of } from './notes.ts'

export type Review = { id: string; verdict: Verdict; by: string; by_name: string | null; at: string }

export type OpeningRow = Of & {
  id: string
  field_group: ProtectedGroup
  app_user: string
  user_name: string | null
  called: string | null
  reason: Buffer
  opened_at: string
  until: string
  /** Oldest first. */
  reviews: Review[]
  read: number
}

/**
 * With the system's rights: openings in an organisation, or of one person there, those without a final
 * verdict first.
 */
export async function openings(tx: Tx, organisation: string, person?: string): Promise<OpeningRow[]> {
  const { rows } = await sql<OpeningRow>`
    select g.person, g.id, g.organisation, g.field_group, g.app_user, u.name as user_name, g.reason, g.opened_at, g.until,
      coalesce(p.called, p.given_names) as called,
      coalesce((select json_agg(json_build_object('id', r.id, 'verdict', r.verdict, 'by', r.reviewed_by,
          'by_name', n.name, 'at', r.reviewed_at) order by r.reviewed_at, r.id)
        from break_glass_review r left join read.app_user n on n.id = r.reviewed_by
        where r.person = g.person and r.opening = g.id), '[]') as reviews,
      (select count(*)::int from retelling t where t.person = g.person and t.organisation = g.organisation
        and t.asked_by = g.app_user and t.how = 'opened' and t.asked_at >= g.opened_at and t.asked_at < g.until) as read
    from break_glass g
    left join read.app_user u on u.id = g.app_user
    left join read.person p on p.person = g.person
    where g.organisation = ${organisation} and (${person ?? null}::uuid is null or g.person = ${person ?? null})
    order by exists (select from break_glass_review r where r.person = g.person and r.opening = g.id
      and r.verdict <> 'needs_follow_up'), g.opened_at desc, g.id
    limit 200
  `.execute(tx)
  return rows
}

/** With the system's rights: the notes written with the verdicts, by review. */
export async function verdictNotes(tx: Tx, organisation: string): Promise<{ id: string; note: Buffer }[]> {
  const { rows } = await sql<{ id: string; note: Buffer }>`
    select id, note from break_glass_review
    where organisation = ${organisation} and note is not null
  `.execute(tx)
  return rows
}

/** Records the opening and opens the notes of the group until then. */
export async function insertOpening(
  tx: Tx,
  of: Of,
  one: { id: string; group: ProtectedGroup; user: string; reason: Buffer; at: string; until: string },
): Promise<void> {
  await sql`
    insert into break_glass (person, id, organisation, field_group, app_user, reason, opened_at, until)
    values (${of.person}, ${one.id}, ${of.organisation}, ${one.group}, ${one.user}, ${one.reason}, ${one.at}, ${one.until})
  `.execute(tx)
  await sql`
    update sealed_note set opened = opened || jsonb_build_object(${one.user}::text, ${one.until}::text)
    where person = ${of.person} and organisation = ${of.organisation} and field_group = ${one.group}
  `.execute(tx)
}

export async function insertReview(
  tx: Tx,
  of: Of,
  one: {
    id: string
    opening: string
    openedBy: string
    verdict: Verdict
    note: Buffer | null
    by: string
    at: string
  },
): Promise<void> {
  await sql`
    insert into break_glass_review (person, id, organisation, opening, opened_by, verdict, note, reviewed_by, reviewed_at)
    values (${of.person}, ${one.id}, ${of.organisation}, ${one.opening}, ${one.openedBy}, ${one.verdict}, ${one.note},
      ${one.by}, ${one.at})
  `.execute(tx)
}

/** Closes what a user had opened. */
export async function close(tx: Tx, of: Of, group: ProtectedGroup, user: string): Promise<void> {
  await sql`
    update sealed_note set opened = opened - ${user}::text
    where person = ${of.person} and organisation = ${of.organisation} and field_group = ${group}
  `.execute(tx)
}

export async function waiting(
  tx: Tx,
  organisation: string,
  now: string,
): Promise<{ open: number; waiting: number }> {
  const { rows } = await sql<{ open: number; waiting: number }>`
    select count(*) filter (where g.until > ${now} and l.verdict is distinct from 'not_justified')::int as open,
      count(*) filter (where l.verdict is null or l.verdict = 'needs_follow_up')::int as waiting
    from break_glass g
    left join lateral (select r.verdict from break_glass_review r where r.person = g.person and r.opening = g.id
      order by r.reviewed_at desc, r.id desc limit 1) l on true
    where g.organisation = ${organisation}
  `.execute(tx)
  return rows[0] ?? { open: 0, waiting: 0 }
}
