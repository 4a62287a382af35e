// SQL on overrides.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import type { Override } from './operations.ts'

export type OverrideRow = {
  person: string
  id: string
  organisation: string
  shared_with: readonly string[]
  purpose: string
  recipient: string
  field_groups: string[]
  ground: Override['ground']
  basis: string
  reason: string
  asked_by: string
  asked_at: string
  until: string
  state: Override['state']
  decided_by: string | null
  decided_at: string | null
  ended_at: string | null
  ended_because: 'own_allowance' | null
  verdict: Override['verdict']
  reviewed_at: string | null
}

type Key = { person: string; id: string }

export type NewOverride = Omit<
  OverrideRow,
  'state' | 'decided_by' | 'decided_at' | 'ended_at' | 'ended_because' | 'verdict' | 'reviewed_at'
>

export async function insert(tx: Tx, row: NewOverride): Promise<void> {
  await sql`
    insert into consent_override (person, id, organisation, shared_with, purpose, recipient, field_groups, ground, basis,
      reason, asked_by, asked_at, until)
    values (${row.person}, ${row.id}, ${row.organisation}, ${row.shared_with}::uuid[], ${row.purpose}, ${row.recipient},
      ${row.field_groups}, ${row.ground}, ${row.basis}, ${row.reason}, ${row.asked_by}, ${row.asked_at}, ${row.until})
  `.execute(tx)
}

export async function lock(tx: Tx, { person, id }: Key): Promise<OverrideRow | undefined> {
  const { rows } = await sql<OverrideRow>`
    select * from consent_override where person = ${person} and id = ${id} for update
  `.execute(tx)
  return rows[0]
}

export async function decide(
  tx: Tx,
  { person, id }: Key,
  by: { allow: boolean; user: string; at: string; note: string | null },
): Promise<void> {
  await sql`
    update consent_override set state = ${by.allow ? 'allowed' : 'refused'}, decided_by = ${by.user},
      decided_at = ${by.at}, decision_note = ${by.note}
    where person = ${person} and id = ${id}
  `.execute(tx)
}

export async function end(tx: Tx, { person, id }: Key, at: string): Promise<void> {
  await sql`update consent_override set ended_at = ${at} where person = ${person} and id = ${id}`.execute(tx)
}

export async function review(
  tx: Tx,
  { person, id }: Key,
  by: { verdict: NonNullable<Override['verdict']>; user: string; at: string; note: string | null },
): Promise<void> {
  await sql`
    update consent_override set verdict = ${by.verdict}, reviewed_by = ${by.user}, reviewed_at = ${by.at},
      review_note = ${by.note}
    where person = ${person} and id = ${id}
  `.execute(tx)
}

/** Overrides in force whose last day is over, or that their receiver had once allowed for itself. */
export async function overdue(tx: Tx, today: string, limit: number) {
  const { rows } = await sql<{ person: string; id: string; organisation: string }>`
    select person, id, organisation from consent_override
    where state = 'allowed' and ended_at is null and (until < ${today} or ended_because is not null)
    order by until, id limit ${limit}
  `.execute(tx)
  return rows
}

type Listed = OverrideRow & {
  called: string | null
  recipient_name: string
  asked_by_name: string | null
  decided_by_name: string | null
  keeper: string | null
}

/** Overrides that wait first: for a decision, then for a review; the newest of each first. */
export async function list(tx: Tx, people: readonly string[] | undefined): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    select v.*, coalesce(p.called, p.given_names) as called, r.name as recipient_name, a.name as asked_by_name,
      d.name as decided_by_name, p.organisation as keeper
    from consent_override v
    join read.organisation r on r.id = v.recipient
    left join read.person p on p.person = v.person
    left join read.app_user a on a.id = v.asked_by
    left join read.app_user d on d.id = v.decided_by
    where ${people ?? null}::uuid[] is null or v.person = any (${people ?? null}::uuid[])
    order by (v.state = 'asked') desc, (v.state = 'allowed' and v.verdict is null) desc, v.asked_at desc, v.id
    limit 200
  `.execute(tx)
  return rows
}

export async function eraseOverrides(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  await sql`update consent_override set reason = '', basis = '', decision_note = null, review_note = null
    where person = ${person} and organisation = ${organisation}`.execute(tx)
}

/** The organisation that keeps the person's record. */
export async function findPerson(tx: Tx, person: string): Promise<{ organisation: string } | undefined> {
  const { rows } = await sql<{ organisation: string }>`
    select organisation from read.person where person = ${person}
  `.execute(tx)
  return rows[0]
}

export async function isClosed(tx: Tx, organisation: string): Promise<boolean> {
  const { rows } =
    await sql`select from read.organisation where id = ${organisation} and closed_at is not null`.execute(tx)
  return rows.length > 0
}
