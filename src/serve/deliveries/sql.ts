// SQL statements of deliveries.
import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { counting, keyset, type Asked, type Keyed } from '../../platform/keyset.ts'
import { bornOf, type Born, type GlimpseColumns } from '../record/operations.ts'

export type NewDelivery = {
  person: string
  id: string
  organisation: string
  shared_with: readonly string[]
  service: string
  kind: string
  referral: string | null
  centre: string | null
  delivered_on: string
  delivered_by: string
  note: string | null
}

export async function insert(tx: Tx, row: NewDelivery): Promise<void> {
  await sql`
    insert into delivery (person, id, organisation, shared_with, service, kind, referral, centre, delivered_on,
      delivered_by, note)
    values (${row.person}, ${row.id}, ${row.organisation}, ${row.shared_with}, ${row.service}, ${row.kind},
      ${row.referral}, ${row.centre}, ${row.delivered_on}, ${row.delivered_by}, ${row.note})`.execute(tx)
}

export async function findService(tx: Tx, id: string) {
  const { rows } = await sql<{ organisation: string; kind: string }>`
    select organisation, kind from read.service where id = ${id}`.execute(tx)
  return rows[0]
}

export async function findReferral(tx: Tx, person: string, id: string) {
  const { rows } = await sql<{ organisation: string; receiver: string; state: string }>`
    select organisation, receiver, state from read.referral where person = ${person} and id = ${id}`.execute(
    tx,
  )
  return rows[0]
}

export async function seesPerson(tx: Tx, person: string): Promise<boolean> {
  return (await sql`select from read.snapshot where person = ${person}`.execute(tx)).rows.length > 0
}

/** When the person was born, as far as the actor may see it. */
export async function bornOn(tx: Tx, person: string): Promise<Born | null> {
  const { rows } = await sql<Pick<GlimpseColumns, 'born' | 'born_precision' | 'born_age' | 'born_age_on'>>`
    select born, born_precision, born_age, born_age_on from read.person_shown where person = ${person}`.execute(
    tx,
  )
  return rows[0] ? bornOf(rows[0]) : null
}

/** Whether an organisation keeps the record or sees some of it; run as the system. */
export async function isSeenBy(tx: Tx, person: string, organisation: string): Promise<boolean> {
  const { rows } = await sql`
    select from read.person where person = ${person} and organisation = ${organisation}
    union all select from read.person_share
    where person = ${person} and recipient = ${organisation} and field_groups <> '{}' limit 1`.execute(tx)
  return rows.length > 0
}

/** Services given by the own organisation, and by others while the actor sees the record. */
export async function ofPerson(tx: Tx, person: string) {
  const { rows } = await sql<{
    id: string
    person: string
    service: string
    service_name: string
    kind: string
    organisation: string
    organisation_name: string
    referral: string | null
    delivered_on: string
    note: string | null
  }>`
    select d.id, d.person, d.service, s.name as service_name, d.kind, d.organisation, o.name as organisation_name,
      d.referral, d.delivered_on,
      case when d.organisation = nullif(current_setting('app.organisation', true), '')::uuid then d.note end as note
    from delivery d
    join read.service s on s.id = d.service
    join read.organisation o on o.id = d.organisation
    where d.person = ${person} and (d.organisation = nullif(current_setting('app.organisation', true), '')::uuid
      or exists (select from read.snapshot s where s.person = d.person))
    order by d.delivered_on desc, d.id desc`.execute(tx)
  return rows
}

type SoughtGiven = Asked<'on'> & { organisation: string; since?: string | undefined }

const givenBy = ({
  organisation,
  since,
}: SoughtGiven): RawBuilder<unknown> => sql`d.organisation = ${organisation}
  ${since === undefined ? sql`` : sql`and d.delivered_on >= ${since}`}`

/** A page of the services that the organisation gave, the last first. */
export async function given(tx: Tx, by: SoughtGiven) {
  const { columns, beyond, order, page } = keyset(
    { on: { by: sql`d.delivered_on`, as: 'day' } },
    sql`d.id`,
    by,
    { sort: 'on', down: true },
  )
  const { rows } = await sql<
    Keyed & {
      id: string
      person: string
      person_name: string | null
      service: string
      service_name: string
      kind: string
      delivered_on: string
    }
  >`
    select d.id, d.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as person_name,
      d.service, s.name as service_name, d.kind, d.delivered_on, ${columns}
    from delivery d join read.service s on s.id = d.service left join read.person_shown p on p.person = d.person
    where ${givenBy(by)} ${beyond} ${order}`.execute(tx)
  return page(rows)
}

export async function countGiven(tx: Tx, by: SoughtGiven): Promise<number> {
  const { rows } = await sql<{ n: number }>`${counting(sql`from delivery d where ${givenBy(by)}`)}`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

/** Empties the texts; the row and its codes stay for the statistics. */
export async function erase(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  await sql`update delivery set note = null
    where person = ${person} and organisation = ${organisation}`.execute(tx)
}
