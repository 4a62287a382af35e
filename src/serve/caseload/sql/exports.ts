// SQL on lists of people that leave as a file.
import { sql } from 'kysely'
import type { ParsedOf } from '../../../kernel/command.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import { counting, hasWords, keyset, type Keyed } from '../../../platform/keyset.ts'
import type { listExports, PeopleExport } from '../operations.ts'
import type { Column, Narrowing, Purpose, SORTS } from '../rules.ts'

/** The input of the list, without its pages. */
export type ListAsked = Narrowing & { sort?: (typeof SORTS)[number] | undefined; down?: boolean | undefined }

export type ExportRow = {
  id: string
  organisation: string
  asked_by: string
  asked_at: string
  list: ListAsked
  columns: Column[]
  format: PeopleExport['format']
  purpose: Purpose
  words: string
  people: number
  /** The other states follow from it and from the times. */
  state: Exclude<PeopleExport['state'], 'taken' | 'over'>
  until: string
  decided_by: string | null
  decided_at: string | null
  note: string | null
  taken_at: string | null
  taken: number | null
}

export type NewExport = Omit<ExportRow, 'decided_by' | 'decided_at' | 'note' | 'taken_at' | 'taken'>

export async function insert(tx: Tx, row: NewExport): Promise<void> {
  await sql`insert into people_export (id, organisation, asked_by, asked_at, list, columns, format, purpose, words,
      people, state, until)
    values (${row.id}, ${row.organisation}, ${row.asked_by}, ${row.asked_at}, ${JSON.stringify(row.list)}::jsonb,
      ${row.columns}, ${row.format}, ${row.purpose}, ${row.words}, ${row.people}, ${row.state}, ${row.until})`.execute(
    tx,
  )
}

/**
 * How many people a user took out, or may still take, by their own will since, beside one file; counted by one
 * transaction at a time.
 */
export async function takenAlone(tx: Tx, user: string, since: string, beside?: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`lists of ${user}`}, 0))`.execute(tx)
  const { rows } = await sql<{ n: number }>`select coalesce(sum(coalesce(taken, people)), 0)::int as n
    from people_export
    where asked_by = ${user} and state = 'allowed' and decided_by is null
      and (asked_at > ${since} or taken_at > ${since}) and id is distinct from ${beside ?? null}::uuid`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

/** Locked until the transaction ends, so that it is decided on, and taken, once. */
export async function lock(tx: Tx, id: string): Promise<ExportRow | undefined> {
  const { rows } = await sql<ExportRow>`select * from people_export where id = ${id} for update`.execute(tx)
  return rows[0]
}

export async function decide(
  tx: Tx,
  id: string,
  by: { allow: boolean; user: string; at: string; until: string; note: string | null },
): Promise<void> {
  await sql`update people_export set state = ${by.allow ? 'allowed' : 'refused'}, decided_by = ${by.user},
      decided_at = ${by.at}, until = ${by.until}, note = ${by.note}
    where id = ${id}`.execute(tx)
}

export async function take(tx: Tx, id: string, at: string, taken: number): Promise<void> {
  await sql`update people_export set taken_at = ${at}, taken = ${taken} where id = ${id}`.execute(tx)
}

type Sought = ParsedOf<typeof listExports> & { organisation: string; now: string }

export type ExportView = ExportRow & {
  standing: PeopleExport['state']
  asked_by_name: string | null
  decided_by_name: string | null
  manager_name: string | null
  centre_name: string | null
}

const standing = (now: string) => sql<string>`case
  when x.state = 'refused' then 'refused'
  when x.taken_at is not null then 'taken'
  when x.until <= ${now}::timestamptz then 'over'
  else x.state end`

const from = (by: Sought) => sql`from people_export x
  left join read.app_user a on a.id = x.asked_by
  left join read.app_user d on d.id = x.decided_by
  where x.organisation = ${by.organisation}
    and (${by.id ?? null}::uuid is null or x.id = ${by.id ?? null})
    and (${by.purpose ?? null}::text is null or x.purpose = ${by.purpose ?? null})
    and (${by.state ?? null}::text is null or ${standing(by.now)} = ${by.state ?? null})
    ${hasWords(sql`concat_ws(' ', a.name, d.name, x.words)`, by.words)}`

export async function list(tx: Tx, by: Sought): Promise<{ rows: readonly ExportView[]; next?: string }> {
  const { columns, beyond, order, page } = keyset(
    { asked: { by: sql`x.asked_at`, as: 'instant' }, people: { by: sql`x.people`, as: 'number' } },
    sql`x.id`,
    by,
    { sort: 'asked', down: true },
  )
  const { rows } = await sql<ExportView & Keyed>`
    select x.id, x.organisation, x.asked_by, x.asked_at, x.list, x.columns, x.format, x.purpose, x.words, x.people,
      x.state, x.until, x.decided_by, x.decided_at, x.note, x.taken_at, x.taken,
      ${standing(by.now)} as standing, a.name as asked_by_name, d.name as decided_by_name,
      (select u.name from read.app_user u where u.id::text = x.list ->> 'manager') as manager_name,
      (select k.name from read.centre k where k.id::text = x.list ->> 'centre') as centre_name,
      ${columns} ${from(by)} ${beyond} ${order}`.execute(tx)
  return page(rows)
}

export async function count(tx: Tx, by: Sought): Promise<number> {
  const { rows } = await sql<{ n: number }>`${counting(from(by))}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** What an organisation that closes had still to decide or to take is over. */
export async function endAll(tx: Tx, organisation: string, at: string): Promise<void> {
  await sql`update people_export set until = ${at}
    where organisation = ${organisation} and until > ${at} and taken_at is null and state <> 'refused'`.execute(
    tx,
  )
}
