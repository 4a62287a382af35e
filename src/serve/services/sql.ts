// SQL statements of services.
import { sql, type RawBuilder } from 'kysely'
import type { OrganisationClass } from '../../kernel/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { MOST_FOUND } from './operations.ts'
import type { Edit, Editable } from './rules.ts'

export type ServiceRow = {
  id: string
  organisation: string
  organisation_name: string
  organisation_class: OrganisationClass
  kind: string
  name: string
  about: string | null
  languages: string[]
  capacity: number | null
  open: boolean
  assured_at: string
  version: number
}

export async function insert(
  tx: Tx,
  row: Pick<ServiceRow, 'id' | 'organisation' | 'kind' | 'name' | 'about' | 'languages' | 'capacity'> & {
    centre: string | null
    at: string
  },
): Promise<void> {
  await sql`
    insert into service (id, organisation, centre, kind, name, about, languages, capacity, assured_at)
    values (${row.id}, ${row.organisation}, ${row.centre}, ${row.kind}, ${row.name}, ${row.about}, ${row.languages},
      ${row.capacity}, ${row.at})
  `.execute(tx)
}

/** The row, locked until the transaction ends; undefined unless the organisation offers it. */
export async function lock(tx: Tx, id: string, organisation: string): Promise<ServiceRow | undefined> {
  await sql`select from service where id = ${id} and organisation = ${organisation} for update`.execute(tx)
  return (await select(tx, sql`s.id = ${id} and s.organisation = ${organisation}`))[0]
}

export async function save(tx: Tx, id: string, row: Editable, at: string): Promise<void> {
  await sql`
    update service set name = ${row.name}, about = ${row.about}, languages = ${row.languages},
      capacity = ${row.capacity}, assured_at = greatest(assured_at, ${at}), version = version + 1,
      closed_at = case when ${row.open} then null else coalesce(closed_at, ${at}) end
    where id = ${id}
  `.execute(tx)
}

/** Writes down what an edit changed. */
export async function noteEdit(
  tx: Tx,
  service: string,
  edit: { version: number; changes: object; at: string; device: string | null },
): Promise<void> {
  await sql`
    insert into service_edit (service, version, changes, edited_at, device)
    values (${service}, ${edit.version}, ${JSON.stringify(edit.changes)}::jsonb, ${edit.at}, ${edit.device})
  `.execute(tx)
}

export async function editsAfter(tx: Tx, service: string, version: number): Promise<Edit[]> {
  const { rows } = await sql<Edit>`
    select version, array(select jsonb_object_keys(changes)) as fields, device from service_edit
    where service = ${service} and version > ${version} order by version
  `.execute(tx)
  return rows
}

/** What devices keep: every service of an organisation that has not closed. */
export async function listAll(tx: Tx): Promise<ServiceRow[]> {
  return select(tx, sql`o.closed_at is null order by s.name, o.name, s.id`)
}

/**
 * Differs whenever what `listAll` returns does: every edit raises a version, no service is deleted, and a later
 * reader sees every edit that an earlier one saw.
 */
export async function versionOfAll(tx: Tx): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select concat_ws(' ', count(*), sum(version), (
      select md5(string_agg(concat_ws(' ', id, name, class, closed_at), ', ' order by id)) from read.organisation
    )) as version from service
  `.execute(tx)
  return (rows[0] as { version: string }).version
}

export async function list(
  tx: Tx,
  by: {
    kind?: string | undefined
    organisation?: string | undefined
    text?: string | undefined
    includeClosed?: boolean | undefined
  },
): Promise<ServiceRow[]> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (by.kind) conditions.push(sql`s.kind = ${by.kind}`)
  if (by.organisation) conditions.push(sql`s.organisation = ${by.organisation}`)
  if (by.text) conditions.push(sql`position(lower(${by.text}) in lower(s.name || ' ' || o.name)) > 0`)
  if (!by.includeClosed) conditions.push(sql`s.closed_at is null and o.closed_at is null`)
  return select(
    tx,
    sql`${sql.join(conditions, sql` and `)} order by s.name, o.name limit ${sql.lit(MOST_FOUND)}`,
  )
}

async function select(tx: Tx, where: RawBuilder<unknown>): Promise<ServiceRow[]> {
  const { rows } = await sql<ServiceRow>`
    select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about,
      s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version
    from service s join read.organisation o on o.id = s.organisation
    where ${where}
  `.execute(tx)
  return rows
}

export async function ownsCentre(tx: Tx, centre: string, organisation: string): Promise<boolean> {
  const { rows } = await sql`
    select from read.centre where id = ${centre} and organisation = ${organisation}`.execute(tx)
  return rows.length > 0
}
