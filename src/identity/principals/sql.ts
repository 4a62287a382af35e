// SQL on principals: who made each, what opens it, and when it ended.
import { sql } from 'kysely'
import type { PrincipalKind } from '../../kernel/principal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Standing } from '../../platform/principals.ts'

export type NewPrincipal = {
  id: string
  organisation: string
  centre: string | null
  use: string
  kind: PrincipalKind
  name: string
  code: { hash: Buffer; until: string } | null
  secret: Buffer | null
  by: string
  at: string
  until: string
}

export async function insert(tx: Tx, one: NewPrincipal): Promise<void> {
  await sql`
    insert into principal (id, organisation, centre, use, kind, name, code_hash, code_until, secret_hash, made_by, made_at,
      valid_until, opened_at)
    values (${one.id}, ${one.organisation}, ${one.centre}, ${one.use}, ${one.kind}, ${one.name},
      ${one.code?.hash ?? null}, ${one.code?.until ?? null}, ${one.secret}, ${one.by}, ${one.at}, ${one.until},
      ${one.secret === null ? null : one.at})`.execute(tx)
}

export async function ownsCentre(tx: Tx, centre: string, organisation: string): Promise<boolean> {
  const { rows } =
    await sql`select from read.centre where id = ${centre} and organisation = ${organisation}`.execute(tx)
  return rows.length > 0
}

/** Ends one of the organisation's; false when it has none. Ending twice keeps the first time. */
export async function end(
  tx: Tx,
  one: { id: string; organisation: string; by: string; at: string },
): Promise<boolean> {
  const { rows } = await sql`
    update principal set ended_at = coalesce(ended_at, ${one.at}), ended_by = coalesce(ended_by, ${one.by})
    where id = ${one.id} and organisation = ${one.organisation} returning id`.execute(tx)
  return rows.length > 0
}

export type PrincipalRow = {
  id: string
  use: string
  kind: PrincipalKind
  name: string
  centre: string | null
  centre_name: string | null
  made_by_name: string | null
  made_at: string
  valid_until: string
  code_until: string | null
  opened_at: string | null
  ended_at: string | null
  ended_by_name: string | null
}

/** The last of the organisation's, those that still hold first. */
export async function list(tx: Tx, organisation: string): Promise<PrincipalRow[]> {
  const { rows } = await sql<PrincipalRow>`
    select p.id, p.use, p.kind, p.name, p.centre, c.name as centre_name, m.name as made_by_name, p.made_at, p.valid_until,
      p.code_until, p.opened_at, p.ended_at, e.name as ended_by_name
    from principal p
    left join read.centre c on c.id = p.centre
    left join read.app_user m on m.id = p.made_by
    left join read.app_user e on e.id = p.ended_by
    where p.organisation = ${organisation}
    order by p.ended_at is not null, p.made_at desc, p.id desc limit 200`.execute(tx)
  return rows
}

const STANDING = sql`p.id, p.use, p.name, null::uuid as subject, p.organisation, o.name as organisation_name,
  o.class as organisation_class, p.centre, o.locale, o.time_zone, p.valid_until, p.made_by`

/** With the system's rights, as all that follow. */
export async function findByCode(tx: Tx, hash: Buffer, now: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select ${STANDING} from principal p join read.organisation o on o.id = p.organisation
    where p.code_hash = ${hash} and p.opened_at is null and p.ended_at is null and p.code_until > ${now}
      and p.valid_until > ${now} and o.closed_at is null`.execute(tx)
  return rows[0]
}

export async function findBySecret(tx: Tx, hash: Buffer, now: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select ${STANDING} from principal p join read.organisation o on o.id = p.organisation
    where p.secret_hash = ${hash} and p.ended_at is null and p.valid_until > ${now} and o.closed_at is null`.execute(
    tx,
  )
  return rows[0]
}

/** Until when one is open that was opened with this very code. */
export async function findOpened(
  tx: Tx,
  { secret, code }: { secret: Buffer; code: Buffer },
  now: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ valid_until: string }>`
    select p.valid_until from principal p join read.organisation o on o.id = p.organisation
    where p.secret_hash = ${secret} and p.code_hash = ${code} and p.ended_at is null and p.valid_until > ${now}
      and o.closed_at is null`.execute(tx)
  return rows[0]?.valid_until
}

/** Opens it once; undefined when its code is used or over, or it was ended meanwhile. */
export async function open(
  tx: Tx,
  one: { id: string; secret: Buffer; at: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ valid_until: string }>`
    update principal set secret_hash = ${one.secret}, opened_at = ${one.at}
    where id = ${one.id} and opened_at is null and ended_at is null and code_until > ${one.at}
    returning valid_until`.execute(tx)
  return rows[0]?.valid_until
}
