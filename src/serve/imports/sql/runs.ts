// SQL statements of imports.
import { sql } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import type { ParsedOf } from '../../../kernel/command.ts'
import type { Id } from '../../../kernel/words.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import { counting, hasWords, keyset, type Keyed } from '../../../platform/keyset.ts'
import type { Choices, Import, listImports, Mapping } from '../operations.ts'
import type { Order } from '../rules/order.ts'

export type ImportRow = {
  id: string
  organisation: string
  actor: Actor
  file_name: string
  content: string | null
  source: string | null
  /** A `Mapping` once it is started; before, what was chosen so far. */
  mapping: Choices | null
  state: Import['state']
  rows: number | null
  imported: number
  known: number
  refused: number
  partly: number
  created_at: string
  started_at: string | null
  ended_at: string | null
}

export async function insert(
  tx: Tx,
  row: Pick<ImportRow, 'id' | 'organisation' | 'actor' | 'file_name' | 'content' | 'rows' | 'created_at'> & {
    path: string
  },
): Promise<void> {
  await sql`insert into import_run (id, organisation, actor, file_name, path, content, rows, created_at)
    values (${row.id}, ${row.organisation}, ${JSON.stringify(row.actor)}::jsonb, ${row.file_name}, ${row.path},
      ${row.content}, ${row.rows}, ${row.created_at})`.execute(tx)
}

export async function find(tx: Tx, id: string): Promise<ImportRow | undefined> {
  return (await sql<ImportRow>`select * from import_run where id = ${id}`.execute(tx)).rows[0]
}

export async function lock(tx: Tx, id: string): Promise<ImportRow | undefined> {
  return (await sql<ImportRow>`select * from import_run where id = ${id} for update`.execute(tx)).rows[0]
}

type Sought = Omit<ParsedOf<typeof listImports>, 'count'>

const listed = ({ words, state }: Sought, organisation: string) => sql`
  from import_run i where i.organisation = ${organisation} ${state ? sql`and i.state = ${state}` : sql``}
  ${hasWords(sql`concat_ws(' ', i.file_name, i.source)`, words)}`

export async function list(
  tx: Tx,
  organisation: string,
  by: Sought,
): Promise<{ rows: readonly ImportRow[]; next?: string }> {
  const { columns, beyond, order, page } = keyset(
    { created: { by: sql`i.created_at`, as: 'instant' }, name: { by: sql`i.file_name`, as: 'text' } },
    sql`i.id`,
    by,
    { sort: 'created', down: true },
  )
  const { rows } = await sql<ImportRow & Keyed>`
    select i.*, ${columns} ${listed(by, organisation)} ${beyond} ${order}`.execute(tx)
  return page(rows)
}

export async function count(tx: Tx, organisation: string, by: Sought): Promise<number> {
  return (await sql<{ n: number }>`${counting(listed(by, organisation))}`.execute(tx)).rows[0]?.n ?? 0
}

export async function start(tx: Tx, id: string, mapping: Mapping, actor: Actor): Promise<void> {
  await sql`update import_run set state = 'waiting', source = ${mapping.source}, actor = ${JSON.stringify(actor)}::jsonb,
    mapping = ${JSON.stringify(mapping)}::jsonb where id = ${id}`.execute(tx)
}

/** Of a register that was not started: null once that is read, or the register is gone. */
export async function keepChoices(tx: Tx, id: string, choices: Choices | null): Promise<void> {
  const kept = choices && JSON.stringify(choices)
  await sql`update import_run set mapping = ${kept}::jsonb where id = ${id} and state = 'uploaded'`.execute(
    tx,
  )
}

export async function setState(
  tx: Tx,
  id: string,
  state: ImportRow['state'],
  endedAt: string | null,
): Promise<void> {
  await sql`update import_run set state = ${state}, ended_at = ${endedAt} where id = ${id}`.execute(tx)
}

export async function advance(
  tx: Tx,
  id: string,
  at: Pick<ImportRow, 'rows' | 'imported' | 'known' | 'refused' | 'partly' | 'started_at'>,
): Promise<void> {
  await sql`update import_run set rows = ${at.rows}, imported = ${at.imported}, known = ${at.known},
    refused = ${at.refused}, partly = ${at.partly}, started_at = ${at.started_at} where id = ${id}`.execute(
    tx,
  )
}

type Flaw = { row: number; column: string | null; reason: string; about?: number | undefined }

export async function insertErrors(
  tx: Tx,
  run: Pick<ImportRow, 'id' | 'organisation'>,
  errors: readonly Flaw[],
): Promise<void> {
  if (errors.length === 0) return
  await sql`
    insert into import_error (import_run, row, "column", reason, about, organisation)
    select ${run.id}, e.row, e."column", e.reason, e.about, ${run.organisation}
    from jsonb_to_recordset(${JSON.stringify(errors)}::jsonb) as e (row int, "column" text, reason text, about int)
    on conflict (import_run, row) do update
      set "column" = excluded."column", reason = excluded.reason, about = excluded.about`.execute(tx)
}

export async function insertLeftOut(
  tx: Tx,
  run: Pick<ImportRow, 'id' | 'organisation'>,
  parts: readonly Flaw[],
): Promise<void> {
  if (parts.length === 0) return
  await sql`
    insert into import_left_out (import_run, row, "column", reason, about, organisation)
    select ${run.id}, e.row, coalesce(e."column", ''), e.reason, e.about, ${run.organisation}
    from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as e (row int, "column" text, reason text, about int)
    on conflict (import_run, row, "column") do nothing`.execute(tx)
}

/** Rows that were refused, and parts that were left out of others, by row. */
export async function errors(tx: Tx, id: string) {
  const { rows } = await sql<{
    row: number
    column: string | null
    reason: string
    about: number | null
    refused: boolean
  }>`
    select row, "column", reason, about, true as refused from import_error where import_run = ${id}
    union all
    select row, nullif("column", ''), reason, about, false from import_left_out where import_run = ${id}
    order by row, "column"`.execute(tx)
  return rows
}

/** Which rows are of people who are in the register already, and whether by a row that said the same. */
export async function registered(tx: Tx, orders: readonly Order[]): Promise<Map<Id, 'known' | 'different'>> {
  const asked = orders.flatMap(({ id, input, documented, before }) =>
    [{ person: input.id, command: id, same: true }, ...before].map((one) => ({
      ...one,
      row: input.id,
      documented,
    })),
  )
  const { rows } = await sql<{ row: Id; known: boolean }>`
    select asked.row, bool_or(asked.documented or asked.same and taken.found) as known
    from unnest(${asked.map(({ row }) => row)}::uuid[], ${asked.map(({ person }) => person)}::uuid[],
      ${asked.map(({ command }) => command)}::uuid[], ${asked.map(({ same }) => same)}::bool[],
      ${asked.map(({ documented }) => documented)}::bool[]) as asked ("row", person, command, same, documented)
    join read.person p on p.person = asked.person
    cross join lateral (
      select exists (select from command_log c where c.id = asked.command and c.outcome = 'applied') as found) taken
    group by 1`.execute(tx)
  return new Map(rows.map(({ row, known }) => [row, known ? 'known' : 'different']))
}

/** Choices, and days, of a source that are looked back on. */
const MOST_CHOICES = 8
const MOST_DAYS = 60

/** By which choices, and on which days of a time zone, a source was brought in before; the last ones first. */
export async function broughtBefore(
  tx: Tx,
  { organisation, source, timeZone }: { organisation: string; source: string; timeZone: string },
): Promise<{ mappings: Mapping[]; days: string[] }> {
  const { rows: by } = await sql<{ mapping: Mapping }>`
    select mapping from (
      select mapping, max(at) as at from (
        select mapping, started_at as at from import_run
        where organisation = ${organisation} and source = ${source} and started_at is not null and mapping is not null
        union all
        select mapping, used_at from import_mapping where organisation = ${organisation} and source = ${source}) used
      group by mapping) each order by at desc limit ${MOST_CHOICES}`.execute(tx)
  const { rows: on } = await sql<{ day: string }>`
    select distinct (at at time zone ${timeZone})::date::text as day from (
      select unnest(array[started_at, ended_at]) as at from import_run
      where organisation = ${organisation} and source = ${source}
      union all select taken_at from import_content where organisation = ${organisation} and source = ${source}
      union all select used_at from import_mapping where organisation = ${organisation} and source = ${source}) used
    where at is not null order by 1 desc limit ${MOST_DAYS}`.execute(tx)
  return { mappings: by.map(({ mapping }) => mapping), days: on.map(({ day }) => day) }
}

export async function remember(tx: Tx, organisation: string, mapping: Mapping, at: string): Promise<void> {
  await sql`insert into import_mapping (organisation, source, mapping, used_at)
    values (${organisation}, ${mapping.source}, ${JSON.stringify(mapping)}::jsonb, ${at})
    on conflict (organisation, source) do update set mapping = excluded.mapping, used_at = excluded.used_at`.execute(
    tx,
  )
}

export async function remembered(tx: Tx): Promise<Mapping[]> {
  const { rows } = await sql<{
    mapping: Mapping
  }>`select mapping from import_mapping order by used_at desc limit 20`.execute(tx)
  return rows.map((row) => row.mapping)
}

/** The source under which this content was first imported: the given one, unless there was another before. */
export async function noteContent(
  tx: Tx,
  organisation: string,
  { content, source, at }: { content: string; source: string; at: string },
): Promise<string> {
  await sql`insert into import_content (organisation, content, source, taken_at)
    values (${organisation}, ${content}, ${source}, ${at}) on conflict do nothing`.execute(tx)
  return (await sourceOf(tx, content)) ?? source
}

export async function sourceOf(tx: Tx, content: string): Promise<string | undefined> {
  const { rows } = await sql<{ source: string }>`
    select source from import_content where content = ${content}`.execute(tx)
  return rows[0]?.source
}

/** Uploaded before this time and never started. */
export async function neverStarted(tx: Tx, before: string): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`select * from import_run
    where state = 'uploaded' and created_at < ${before}`.execute(tx)
  return rows
}
