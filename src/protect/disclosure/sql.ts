// SQL that reads the disclosure log, seals it, or erases from it.
import { sql, type RawBuilder } from 'kysely'
import type { PlainDate } from '../../kernel/time.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Entry, Erasure, SignedSeal } from './rules.ts'

const LOCK = 'arraigo seals the disclosure log'

/** To the microsecond, so that no part of an instant can be changed undetected. */
const moment = (column: RawBuilder<unknown>) =>
  sql<string>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const ENTRY = sql`d.id, ${moment(sql`d.at`)} as at, d.person, d.organisation, d.actor, d.via, d.purpose, d.fields,
  d.recipient, d.consent, d.shared_with as "sharedWith", d.seal`
const ERASURE = sql`d.id, ${moment(sql`d.at`)} as at, d.organisation, d.actor, d.because, d.erased, d.seal`

export type Sealed<Thing> = Thing & { seal: number | null }

/** Whether this transaction may make the next seal; false while another does. */
export async function holdChain(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${LOCK}, 0)) as held`.execute(tx)
  return rows[0]?.held ?? false
}

export async function lastSeal(tx: Tx): Promise<SignedSeal | undefined> {
  const { rows } =
    await sql<SignedSeal>`select ${SEAL} from disclosure_seal order by sequence desc limit 1`.execute(tx)
  return rows[0]
}

const SEAL = sql`network, sequence, at, entries, root, previous, key, signature`

/** A chain bears the name of the installation it began in. */
export async function networkName(tx: Tx): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from installation`.execute(tx)
  return rows[0]?.id ?? ''
}

/** Where a batch of entries ended: the next begins after it. */
export type Place = Pick<Entry, 'at' | 'id'>
export const START: Place = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' }

/** Puts the first committed and unsealed entries after a place under the next seal; returns them in order. */
export async function claimEntries(tx: Tx, seal: number, most: number, after: Place): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select ${ENTRY} from arraigo.seal_disclosures(${seal}, ${most}, ${after.at}::timestamptz, ${after.id}::uuid) d
    order by d.at, d.id`.execute(tx)
  return rows
}

export async function claimErasures(tx: Tx, seal: number): Promise<Erasure[]> {
  const { rows } = await sql<Erasure>`
    update disclosure_erasure d set seal = ${seal} where d.seal is null returning ${ERASURE}`.execute(tx)
  return rows
}

export async function insertSeal(tx: Tx, seal: SignedSeal): Promise<void> {
  await sql`
    insert into disclosure_seal (network, sequence, at, entries, root, previous, key, signature)
    values (${seal.network}, ${seal.sequence}, ${seal.at}, ${seal.entries}, ${seal.root}, ${seal.previous},
      ${seal.key}, ${seal.signature})`.execute(tx)
}

export async function sealsAfter(tx: Tx, sequence: number, most: number): Promise<SignedSeal[]> {
  const { rows } = await sql<SignedSeal>`
    select ${SEAL} from disclosure_seal where sequence > ${sequence} order by sequence limit ${most}`.execute(
    tx,
  )
  return rows
}

/** Entries and erasures under the seals from one to another, both included. */
export async function entriesUnder(tx: Tx, first: number, last: number): Promise<Sealed<Entry>[]> {
  const { rows } = await sql<Sealed<Entry>>`
    select ${ENTRY} from disclosure d where d.seal between ${first} and ${last}`.execute(tx)
  return rows
}

export async function erasuresUnder(tx: Tx, first: number, last: number): Promise<Sealed<Erasure>[]> {
  const { rows } = await sql<Sealed<Erasure>>`
    select ${ERASURE} from disclosure_erasure d where d.seal between ${first} and ${last}`.execute(tx)
  return rows
}

/** Entries under no seal of the chain: those that wait, and those that name a missing seal. */
export async function loose(
  tx: Tx,
  last: number,
): Promise<{ entries: Entry[]; erasures: Erasure[]; strayed: number }> {
  const entries = await sql<Entry>`select ${ENTRY} from disclosure d where d.seal is null`.execute(tx)
  const erasures = await sql<Erasure>`
    select ${ERASURE} from disclosure_erasure d where d.seal is null`.execute(tx)
  const strayed = await sql<{ count: number }>`
    select (select count(*) from disclosure where seal > ${last} or seal < 1)
      + (select count(*) from disclosure_erasure where seal > ${last} or seal < 1) as count`.execute(tx)
  return { entries: entries.rows, erasures: erasures.rows, strayed: strayed.rows[0]?.count ?? 0 }
}

/** The hashes of all erased entries, by their seal. */
export async function erasedHashes(tx: Tx): Promise<Map<number, string[]>> {
  const { rows } = await sql<{
    erased: string
  }>`select unnest(erased) as erased from disclosure_erasure`.execute(tx)
  const bySeal = new Map<number, string[]>()
  for (const { erased } of rows) {
    const [seal = '', hash = ''] = erased.split(':')
    bySeal.set(Number(seal), [...(bySeal.get(Number(seal)) ?? []), hash])
  }
  return bySeal
}

/** Deletes every entry about a person. */
export async function erase(tx: Tx, person: string): Promise<Sealed<Entry>[]> {
  const { rows } = await sql<Sealed<Entry>>`
    select ${ENTRY} from arraigo.erase_disclosures(${person}) d`.execute(tx)
  return rows
}

export async function insertErasure(tx: Tx, erasure: Erasure): Promise<void> {
  await sql`
    insert into disclosure_erasure (id, at, organisation, actor, because, erased)
    values (${erasure.id}, ${erasure.at}, ${erasure.organisation}, ${erasure.actor}, ${erasure.because},
      ${erasure.erased}::text[])`.execute(tx)
}

export async function standing(tx: Tx): Promise<{ waiting: number; last: SignedSeal | undefined }> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from disclosure where seal is null`.execute(tx)
  return { waiting: rows[0]?.waiting ?? 0, last: await lastSeal(tx) }
}

export type LookRow = {
  id: string
  at: string
  /** The same instant to the microsecond, for the next page. */
  moment: string
  person: string
  person_name: string | null
  actor: string
  actor_name: string | null
  organisation: string
  organisation_name: string | null
  recipient: string | null
  recipient_name: string | null
  via: string
  fields: string[]
  purpose: string
  consent: string | null
}

export type Wanted = {
  from: PlainDate
  until: PlainDate
  timeZone: string
  people: readonly string[] | undefined
  user: string | undefined
}

const within = ({ from, until, timeZone }: Pick<Wanted, 'from' | 'until' | 'timeZone'>) => sql`
  d.at >= ${from}::date::timestamp at time zone ${timeZone}
  and d.at < (${until}::date + 1)::timestamp at time zone ${timeZone}`

/**
 * Entries that this organisation may know of, the latest first: its own, and those shared with it, each by an
 * index scan that ends with the page. Row-level security checks the same again.
 */
export async function looks(
  tx: Tx,
  organisation: string,
  wanted: Wanted,
  before: { moment: string; id: string } | undefined,
  limit: number,
): Promise<LookRow[]> {
  const ofPerson = wanted.people === undefined ? sql`` : sql`and d.person = any (${wanted.people}::uuid[])`
  const byUser = wanted.user === undefined ? sql`` : sql`and d.actor = ${wanted.user}`
  const earlier = before ? sql`and (d.at, d.id) < (${before.moment}::timestamptz, ${before.id}::uuid)` : sql``
  const known = ['organisation', 'shared_with[1]', 'shared_with[2]'].map(
    (column) => sql`(
      select d.* from disclosure d
      where d.${sql.raw(column)} = ${organisation} and ${within(wanted)} ${ofPerson} ${byUser} ${earlier}
      order by d.at desc, d.id desc limit ${limit})`,
  )
  const { rows } = await sql<LookRow>`
    select d.id, d.at, ${moment(sql`d.at`)} as moment, d.person, d.actor, u.name as actor_name, d.organisation,
      coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''),
        case when p.person is not null then '' end) as person_name,
      o.name as organisation_name, d.recipient, r.name as recipient_name, d.via, d.fields, d.purpose, d.consent
    from (
      select * from (${sql.join(known, sql` union all `)}) k order by k.at desc, k.id desc limit ${limit}
    ) d
    left join read.person p on p.person = d.person
    left join read.organisation o on o.id = d.organisation
    left join read.organisation r on r.id = d.recipient
    left join read.app_user u on u.id = d.actor
    order by d.at desc, d.id desc`.execute(tx)
  return rows
}

export async function seesPerson(tx: Tx, person: string): Promise<boolean> {
  const { rows } = await sql`select from read.person where person = ${person}`.execute(tx)
  return rows.length > 0
}

/** For each user of the organisation: people whose record they opened, and those of them they recorded nothing about. */
export async function openers(
  tx: Tx,
  organisation: string,
  days: Pick<Wanted, 'from' | 'until' | 'timeZone'>,
): Promise<{ actor: string; actor_name: string | null; opened: number; idle: number }[]> {
  const { rows } = await sql<{ actor: string; actor_name: string | null; opened: number; idle: number }>`
    select o.actor, u.name as actor_name, count(*) as opened,
      count(*) filter (where not exists (
        select from read.person_fact f where f.person = o.person and f.actor = o.actor)) as idle
    from (
      select distinct d.actor, d.person from disclosure d
      where d.organisation = ${organisation} and d.purpose = 'record' and ${within(days)}
    ) o
    left join read.app_user u on u.id = o.actor
    group by o.actor, u.name
    order by idle desc, opened desc, o.actor
    limit 200`.execute(tx)
  return rows
}

/** Refusals that are scanned at a time: a day of a busy network, and still answered at once. */
const REFUSALS = 20_000

export type AttemptRow = {
  person: string
  person_name: string
  actor: string
  actor_name: string | null
  organisation: string
  organisation_name: string | null
  name: string
  code: string
  times: number
  last: string
}

/**
 * What users of other organisations tried on people this organisation keeps and were not allowed (403, 404)
 * or had no consent for. With the system's rights: the command log shows rows to their senders only.
 */
export async function attempts(
  tx: Tx,
  organisation: string,
  days: Pick<Wanted, 'from' | 'until' | 'timeZone'>,
): Promise<AttemptRow[]> {
  const { rows } = await sql<AttemptRow>`
    ${refusedOn(organisation, days)}
    select p.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name,
      d.actor, u.name as actor_name, d.organisation, o.name as organisation_name, d.name, d.code,
      count(*)::int as times, max(d.at) as last
    ${aboutOurs(organisation)}
    left join read.organisation o on o.id = d.organisation
    left join read.app_user u on u.id = d.actor
    group by 1, 2, 3, 4, 5, 6, 7, 8
    order by last desc limit 200`.execute(tx)
  return rows
}

const refusedOn = (organisation: string, days: Pick<Wanted, 'from' | 'until' | 'timeZone'>) => sql`
    with refused as materialized (
      select d.* from (
        select r.*, r.received_at as at from read.refused_command r
        where r.organisation <> ${organisation} and (r.status in (403, 404) or r.code = 'consent.missing')
      ) d
      where ${within(days)} order by d.at desc limit ${REFUSALS}
    )`
const aboutOurs = (organisation: string) => sql`
    from refused d
    cross join lateral unnest(d.named) as n (subject)
    join read.person p on p.person = n.subject and p.organisation = ${organisation}`

/** The same, counted, since the user last read them. */
export async function countUnread(
  tx: Tx,
  organisation: string,
  days: Pick<Wanted, 'from' | 'until' | 'timeZone'>,
  user: string,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    ${refusedOn(organisation, days)}
    select count(distinct (p.person, d.actor, d.name, d.code))::int as count
    ${aboutOurs(organisation)}
    where d.at > coalesce((select max(x.at) from disclosure x
      where x.actor = ${user} and x.organisation = ${organisation} and x.via = 'disclosure.refused'), '-infinity')`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}
