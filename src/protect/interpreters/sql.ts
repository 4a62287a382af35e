// SQL statements of interpreters.
import { sql, type RawBuilder } from 'kysely'
import type { ParsedOf } from '../../kernel/command.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { counting, hasWords, keyset, type Keyed } from '../../platform/keyset.ts'
import type {
  Interpreter,
  InterpreterKind,
  listInterpreters,
  NeedsInterpreter,
  Reading,
} from './operations.ts'

type Written = Omit<Interpreter, 'version' | 'retiredAt'>

export async function insert(tx: Tx, row: Written & { organisation: string }): Promise<void> {
  await sql`
    insert into interpreter (id, organisation, name, kind, languages, telephone, hours, days, reached_from,
      reached_until, confidential_until)
    values (${row.id}, ${row.organisation}, ${row.name}, ${row.kind}, ${row.languages}, ${row.telephone}, ${row.hours},
      ${row.days}, ${row.from}::time, ${row.until}::time, ${row.confidentialUntil}::date)`.execute(tx)
}

/** The row, locked until the transaction ends; undefined unless they interpret for the organisation. */
export async function lock(tx: Tx, id: string, organisation: string): Promise<Interpreter | undefined> {
  const { rows } = await sql<Interpreter>`
    select ${COLUMNS} from interpreter i
    where id = ${id} and organisation = ${organisation} and retired_at is null for update`.execute(tx)
  return rows[0]
}

/** Whether they are staff, volunteer or a telephone service; also after they stopped, since a call may be noted days later. */
export async function kindOf(tx: Tx, id: string, organisation: string): Promise<InterpreterKind | undefined> {
  const { rows } = await sql<{ kind: InterpreterKind }>`
    select kind from interpreter where id = ${id} and organisation = ${organisation}`.execute(tx)
  return rows[0]?.kind
}

export async function save(tx: Tx, row: Written): Promise<void> {
  await sql`
    update interpreter set name = ${row.name}, kind = ${row.kind}, languages = ${row.languages},
      telephone = ${row.telephone}, hours = ${row.hours}, days = ${row.days}, reached_from = ${row.from}::time,
      reached_until = ${row.until}::time, confidential_until = ${row.confidentialUntil}::date, version = version + 1
    where id = ${row.id}`.execute(tx)
}

/** Their telephone and hours are deleted at once, since nobody is to call them any more. */
export async function retire(tx: Tx, id: string, at: string): Promise<void> {
  await sql`
    update interpreter set retired_at = ${at}, telephone = null, hours = null, days = '{}', reached_from = null,
      reached_until = null, version = version + 1
    where id = ${id}`.execute(tx)
}

/** As the system. */
export async function forget(tx: Tx, before: string): Promise<number> {
  const { rows } = await sql`delete from interpreter where retired_at < ${before} returning id`.execute(tx)
  return rows.length
}

/** As the system. */
export async function forgetOf(tx: Tx, organisation: string): Promise<void> {
  await sql`delete from interpreter where organisation = ${organisation}`.execute(tx)
}

const COLUMNS = sql`i.id, i.name, i.kind, i.languages, i.telephone, i.hours, i.days,
  to_char(i.reached_from, 'HH24:MI') as "from", to_char(i.reached_until, 'HH24:MI') as "until",
  i.confidential_until as "confidentialUntil", i.version, i.retired_at as "retiredAt"`

/** Those who interpret for the organisation now. */
export async function standing(tx: Tx, organisation: string): Promise<Interpreter[]> {
  const { rows } = await sql<Interpreter>`
    select ${COLUMNS} from interpreter i
    where i.organisation = ${organisation} and i.retired_at is null order by i.name, i.id limit 500`.execute(
    tx,
  )
  return rows
}

type Sought = Omit<ParsedOf<typeof listInterpreters>, 'count'> & { organisation: string }

const ORDERS = { name: { by: sql`i.name`, as: 'text' } } as const

function from(by: Sought): RawBuilder<unknown> {
  const found: RawBuilder<unknown>[] = [sql`i.organisation = ${by.organisation}`]
  if (by.language) found.push(sql`${by.language} = any (i.languages)`)
  if (by.kind) found.push(sql`i.kind = ${by.kind}`)
  if (by.id) found.push(sql`i.id = ${by.id}`)
  else found.push(by.retired ? sql`i.retired_at is not null` : sql`i.retired_at is null`)
  return sql`from interpreter i where ${sql.join(found, sql` and `)} ${hasWords(sql`i.name`, by.words)}`
}

export async function list(tx: Tx, by: Sought): Promise<{ rows: readonly Interpreter[]; next?: string }> {
  const { columns, beyond, order, page } = keyset(ORDERS, sql`i.id`, by, { sort: 'name' })
  const { rows } = await sql<Interpreter & Keyed>`
    select ${COLUMNS}, ${columns} ${from(by)} ${beyond} ${order}`.execute(tx)
  const { rows: shown, ...next } = page(rows)
  return { rows: shown.map(({ key: _key, key_id: _id, ...row }) => row), ...next }
}

export async function count(tx: Tx, by: Sought): Promise<number> {
  const { rows } = await sql<{ n: number }>`${counting(from(by))}`.execute(tx)
  return (rows[0] as { n: number }).n
}

type Spoken = {
  languages: string[]
  reading: Reading | null
  needsInterpreter: NeedsInterpreter | null
}

/** What the actor may see of how the person speaks and reads; undefined for nobody they see. */
export async function spokenBy(tx: Tx, person: string): Promise<Spoken | undefined> {
  const { rows } = await sql<Spoken>`
    select languages, reading, needs_interpreter as "needsInterpreter" from read.person
    where person = ${person}`.execute(tx)
  return rows[0]
}
