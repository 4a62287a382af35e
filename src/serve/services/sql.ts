// SQL statements of services.
import { sql, type RawBuilder } from 'kysely'
import type { OrganisationClass } from '../../kernel/actor.ts'
import type { ParsedOf } from '../../kernel/command.ts'
import type { Location } from '../../kernel/location.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { counting, hasWords, keyset, type Keyed } from '../../platform/keyset.ts'
import { MOST_FOUND, type listServices } from './operations.ts'
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
  hours: string | null
  telephone: string | null
  requirements: string | null
  centre: { id: string; name: string; place: string | null; address: string | null } | null
  location: Location | null
}

export async function insert(
  tx: Tx,
  row: Omit<
    ServiceRow,
    'organisation_name' | 'organisation_class' | 'open' | 'assured_at' | 'version' | 'centre'
  > & {
    centre: string | null
    at: string
  },
): Promise<void> {
  await sql`
    insert into service (id, organisation, centre, kind, name, about, languages, capacity, hours, telephone,
      requirements, latitude, longitude, assured_at)
    values (${row.id}, ${row.organisation}, ${row.centre}, ${row.kind}, ${row.name}, ${row.about}, ${row.languages},
      ${row.capacity}, ${row.hours}, ${row.telephone}, ${row.requirements},
      ${row.location?.latitude ?? null}, ${row.location?.longitude ?? null}, ${row.at})
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
      capacity = ${row.capacity}, hours = ${row.hours ?? null}, telephone = ${row.telephone ?? null},
      requirements = ${row.requirements ?? null}, latitude = ${row.location?.latitude ?? null},
      longitude = ${row.location?.longitude ?? null}, assured_at = greatest(assured_at, ${at}), version = version + 1,
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

export type Sought = Omit<ParsedOf<typeof listServices>, 'count'> & {
  /** The words of each kind, by its code: a search finds a service by its kind too. */
  kinds: Readonly<Record<string, string>>
  /** The name of each kind as the reader sees it: what they are sorted by. */
  kindNames: Readonly<Record<string, string>>
}

const FROM = sql`from service s join read.organisation o on o.id = s.organisation
  left join read.centre c on c.id = s.centre`

function conditions(by: Sought): RawBuilder<unknown> {
  const found: RawBuilder<unknown>[] = [sql`true`]
  if (by.id) found.push(sql`s.id = ${by.id}`)
  if (by.kind) found.push(sql`s.kind = ${by.kind}`)
  if (by.organisation) found.push(sql`s.organisation = ${by.organisation}`)
  if (by.text) found.push(sql`position(lower(${by.text}) in lower(s.name || ' ' || o.name)) > 0`)
  if (by.language) found.push(sql`${by.language} = any (s.languages)`)
  if (by.assuredBefore) found.push(sql`s.assured_at < ${by.assuredBefore}`)
  if (by.open !== undefined) found.push(by.open ? sql`s.closed_at is null` : sql`s.closed_at is not null`)
  if (!by.includeClosed) found.push(sql`s.closed_at is null and o.closed_at is null`)
  const said = sql`concat_ws(' ', s.name, o.name, s.about, c.name, c.address, ${JSON.stringify(by.kinds)}::jsonb ->> s.kind)`
  return sql`${sql.join(found, sql` and `)} ${hasWords(said, by.words)}`
}

const orders = ({ kindNames }: Sought) =>
  ({
    name: { by: sql`s.name`, as: 'text' },
    organisation: { by: sql`o.name`, as: 'text' },
    assured: { by: sql`s.assured_at`, as: 'instant' },
    kind: { by: sql`coalesce(${JSON.stringify(kindNames)}::jsonb ->> s.kind, s.kind)`, as: 'text' },
  }) as const

/** A page; of a caller that asks for none, all there is up to the most of one answer. */
export async function list(tx: Tx, by: Sought): Promise<{ rows: readonly ServiceRow[]; next?: string }> {
  const { columns, beyond, order, page } = keyset(
    orders(by),
    sql`s.id`,
    { ...by, limit: by.limit ?? MOST_FOUND },
    { sort: 'name' },
  )
  const { rows } = await sql<ServiceRow & Keyed>`
    select ${COLUMNS}, ${columns} ${FROM} where ${conditions(by)} ${beyond} ${order}`.execute(tx)
  return page(rows)
}

export async function count(tx: Tx, by: Sought): Promise<number> {
  const { rows } = await sql<{ n: number }>`${counting(sql`${FROM} where ${conditions(by)}`)}`.execute(tx)
  return rows[0]?.n ?? 0
}

const COLUMNS = sql`s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name,
  s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements,
  case when c.id is not null
    then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre,
  case when s.latitude is not null
    then json_build_object('latitude', s.latitude, 'longitude', s.longitude) end as location`

async function select(tx: Tx, where: RawBuilder<unknown>): Promise<ServiceRow[]> {
  const { rows } = await sql<ServiceRow>`select ${COLUMNS} ${FROM} where ${where}`.execute(tx)
  return rows
}

export async function ownsCentre(tx: Tx, centre: string, organisation: string): Promise<boolean> {
  const { rows } = await sql`
    select from read.centre where id = ${centre} and organisation = ${organisation}`.execute(tx)
  return rows.length > 0
}
