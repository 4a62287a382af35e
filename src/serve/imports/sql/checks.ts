// SQL statements of dry runs, and of what is found in the rows of a register.
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import type { ParsedOf } from '../../../kernel/command.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import { counting, hasWords, keyset, type Keyed } from '../../../platform/keyset.ts'
import type { ImportCheck, listImportFlaws, Mapping } from '../operations.ts'

export type CheckRow = {
  import_run: string
  attempt: number
  state: ImportCheck['state']
  mapping: Mapping
  actor: Actor
  done: number
  imported: number
  known: number
  refused: number
  partly: number
  started_at: string | null
  ended_at: string | null
  organisation: string
}

export async function findCheck(tx: Tx, id: string): Promise<CheckRow | undefined> {
  return (await sql<CheckRow>`select * from import_check where import_run = ${id}`.execute(tx)).rows[0]
}

export async function lockCheck(tx: Tx, id: string): Promise<CheckRow | undefined> {
  return (await sql<CheckRow>`select * from import_check where import_run = ${id} for update`.execute(tx))
    .rows[0]
}

/** Begins a dry run in the place of the one before; returns which of the register it is. */
export async function begin(
  tx: Tx,
  run: { id: string; organisation: string },
  mapping: Mapping,
  actor: Actor,
): Promise<number> {
  await sql`delete from import_check_flaw where import_run = ${run.id}`.execute(tx)
  const { rows } = await sql<{ attempt: number }>`
    insert into import_check (import_run, state, mapping, actor, organisation)
    values (${run.id}, 'waiting', ${JSON.stringify(mapping)}::jsonb, ${JSON.stringify(actor)}::jsonb, ${run.organisation})
    on conflict (import_run) do update set attempt = import_check.attempt + 1, state = excluded.state,
      mapping = excluded.mapping, actor = excluded.actor, done = 0, imported = 0, known = 0, refused = 0, partly = 0,
      started_at = null, ended_at = null
    returning attempt`.execute(tx)
  return rows[0]?.attempt ?? 1
}

export async function end(tx: Tx, id: string, state: ImportCheck['state'], at: string): Promise<void> {
  await sql`update import_check set state = ${state}, ended_at = ${at} where import_run = ${id}`.execute(tx)
}

export async function advance(
  tx: Tx,
  id: string,
  to: Pick<CheckRow, 'state' | 'done' | 'imported' | 'known' | 'refused' | 'partly'> & {
    at: string
    isOver: boolean
  },
): Promise<void> {
  await sql`update import_check set state = ${to.state}, done = ${to.done}, imported = ${to.imported},
    known = ${to.known}, refused = ${to.refused}, partly = ${to.partly}, started_at = coalesce(started_at, ${to.at}),
    ended_at = ${to.isOver ? to.at : null} where import_run = ${id}`.execute(tx)
}

type Found = { row: number; column: string | null; reason: string; about?: number | undefined }

export async function insertFlaws(
  tx: Tx,
  check: Pick<CheckRow, 'import_run' | 'organisation'>,
  flaws: readonly Found[],
  refused: boolean,
): Promise<void> {
  if (flaws.length === 0) return
  await sql`
    insert into import_check_flaw (import_run, row, "column", reason, about, refused, organisation)
    select ${check.import_run}, e.row, coalesce(e."column", ''), e.reason, e.about, ${refused}, ${check.organisation}
    from jsonb_to_recordset(${JSON.stringify(flaws)}::jsonb) as e (row int, "column" text, reason text, about int)
    on conflict (import_run, row, "column") do nothing`.execute(tx)
}

export type FlawRow = {
  row: number
  column: string | null
  reason: string
  about: number | null
  refused: boolean
}

type Of = 'check' | 'import'

const all = (id: string, of: Of): RawBuilder<unknown> =>
  of === 'check'
    ? sql`select row, "column", reason, about, refused from import_check_flaw where import_run = ${id}`
    : sql`select row, coalesce("column", '') as "column", reason, about, true as refused
        from import_error where import_run = ${id}
        union all
        select row, "column", reason, about, false from import_left_out where import_run = ${id}`

type Sought = Partial<Omit<ParsedOf<typeof listImportFlaws>, 'count' | 'id'>>

const listed = (id: string, of: Of, { words, refused, reason, column }: Sought) => sql`
  from (${all(id, of)}) f where true
  ${refused === undefined ? sql`` : sql`and f.refused = ${refused}`}
  ${reason === undefined ? sql`` : sql`and f.reason = ${reason}`}
  ${column === undefined ? sql`` : sql`and f."column" = ${column}`}
  ${hasWords(sql`concat_ws(' ', f.row, f."column")`, words)}`

/** What was found, by row. */
export async function flaws(
  tx: Tx,
  id: string,
  of: Of,
  by: Sought,
): Promise<{ rows: readonly FlawRow[]; next?: string }> {
  const { columns, beyond, order, page } = keyset(
    { row: { by: sql`f.row`, as: 'number' } },
    // Rows have no id: what is found at one cell is found once.
    sql`('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid`,
    by,
    { sort: 'row' },
  )
  const { rows } = await sql<FlawRow & Keyed>`
    select f.row, nullif(f."column", '') as "column", f.reason, f.about, f.refused, ${columns}
    ${listed(id, of, by)} ${beyond} ${order}`.execute(tx)
  return page(rows)
}

export async function countFlaws(tx: Tx, id: string, of: Of, by: Sought): Promise<number> {
  return (await sql<{ n: number }>`${counting(listed(id, of, by))}`.execute(tx)).rows[0]?.n ?? 0
}

/** Kinds that are named: of the rest there are few each. */
const MOST_KINDS = 100

/** How often each reason stands at each column, the most frequent first. */
export async function kindsOfFlaws(tx: Tx, id: string, of: Of) {
  const { rows } = await sql<{ column: string | null; reason: string; refused: boolean; flaws: number }>`
    select nullif(f."column", '') as "column", f.reason, f.refused, count(*)::int as flaws
    from (${all(id, of)}) f group by 1, 2, 3 order by 4 desc, 1, 2 limit ${MOST_KINDS}`.execute(tx)
  return rows
}
