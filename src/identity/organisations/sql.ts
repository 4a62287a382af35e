// SQL on organisations and centres.
import { sql, type RawBuilder } from 'kysely'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { ParsedOf } from '../../kernel/command.ts'
import { counting, hasWords, keyset, type Keyed } from '../../platform/keyset.ts'
import type { browseOrganisations, Listed } from './operations.ts'
import type { Organisation } from './reads.ts'

export async function isTimeZone(tx: Tx, name: string): Promise<boolean> {
  const { rows } = await sql`select from pg_timezone_names where name = ${name}`.execute(tx)
  return rows.length > 0
}

type OnInvoices = Pick<Organisation, 'tax_number' | 'address' | 'bank_account'>

export async function insertOrganisation(
  tx: Tx,
  one: Omit<Organisation, 'closed_at' | keyof OnInvoices> & Partial<OnInvoices>,
): Promise<void> {
  await sql`
    insert into organisation (id, name, class, contact, tax_number, address, bank_account, time_zone, locale,
      second_factor, lead)
    values (${one.id}, ${one.name}, ${one.class}, ${one.contact}, ${one.tax_number ?? null},
      ${one.address ?? null}, ${one.bank_account ?? null}, ${one.time_zone}, ${one.locale}, ${one.second_factor},
      ${one.lead})`.execute(tx)
}

export async function updateOrganisation(
  tx: Tx,
  one: Omit<Organisation, 'class' | 'lead' | 'closed_at'>,
): Promise<void> {
  await sql`
    update organisation set name = ${one.name}, contact = ${one.contact}, tax_number = ${one.tax_number},
      address = ${one.address}, bank_account = ${one.bank_account}, time_zone = ${one.time_zone},
      locale = ${one.locale}, second_factor = ${one.second_factor}
    where id = ${one.id}`.execute(tx)
}

/** Closes an organisation for good; its name becomes free for its new registration. */
export async function closeOrganisation(
  tx: Tx,
  one: { id: Id; name: string; movedTo: Id; at: string },
): Promise<void> {
  await sql`
    update organisation set name = ${one.name}, closed_at = ${one.at}, moved_to = ${one.movedTo}
    where id = ${one.id}`.execute(tx)
}

type Centre = { id: Id; organisation: Id; name: string; place: string | null; address: string | null }

export async function listCentres(tx: Tx, organisation: Id): Promise<Centre[]> {
  const { rows } = await sql<Centre>`
    select id, organisation, name, place, address from centre where organisation = ${organisation} order by name`.execute(
    tx,
  )
  return rows
}

export async function insertCentre(tx: Tx, one: Centre): Promise<void> {
  await sql`
    insert into centre (id, organisation, name, place, address)
    values (${one.id}, ${one.organisation}, ${one.name}, ${one.place}, ${one.address})`.execute(tx)
}

type Browsed = ParsedOf<typeof browseOrganisations>

const listed = ({ words, ...by }: Browsed): RawBuilder<unknown> => sql`
  from organisation o where o.closed_at is null ${by.class ? sql`and o.class = ${by.class}` : sql``}
  ${hasWords(sql`concat_ws(' ', o.name, o.contact)`, words)}`

export async function browse(tx: Tx, by: Browsed): Promise<{ rows: readonly Listed[]; next?: string }> {
  const { columns, beyond, order, page } = keyset(
    { name: { by: sql`o.name`, as: 'text' }, class: { by: sql`o.class`, as: 'text' } },
    sql`o.id`,
    by,
    { sort: 'name' },
  )
  const { rows } = await sql<Listed & Keyed>`
    select o.id, o.name, o.class, o.lead, ${columns} ${listed(by)} ${beyond} ${order}`.execute(tx)
  return page(rows)
}

export async function count(tx: Tx, by: Browsed): Promise<number> {
  return (await sql<{ n: number }>`${counting(listed(by))}`.execute(tx)).rows[0]?.n ?? 0
}

/** The organisation that leads the network; undefined in an empty installation. */
export async function findLead(tx: Tx): Promise<Id | undefined> {
  const { rows } = await sql<{ id: Id }>`select id from organisation where lead`.execute(tx)
  return rows[0]?.id
}
