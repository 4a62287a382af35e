// SQL on yeses that wait to be confirmed, and on noes that another organisation than the keeper recorded.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import type { Yes } from '../rules/attestation.ts'
import { firstKeptAt, type ConsentRow } from './consents.ts'

type Key = { person: string; id: string }

export async function classOf(tx: Tx, organisation: string): Promise<string | undefined> {
  const { rows } = await sql<{ class: string }>`
    select class from read.organisation where id = ${organisation}
  `.execute(tx)
  return rows[0]?.class
}

export async function confirm(
  tx: Tx,
  key: Key,
  by: { at: string; user: string; attachment: string },
): Promise<void> {
  await sql`
    update consent set opened_at = ${by.at}, confirmed_at = ${by.at}, confirmed_by = ${by.user},
      attachment = ${by.attachment}
    where person = ${key.person} and id = ${key.id}
  `.execute(tx)
}

/** A no that arrives late makes a yes said after it one that reverses it: it waits for its proof. */
export async function suspendUnproven(tx: Tx, person: string, no: Yes & { at: string }): Promise<void> {
  await sql`
    update consent set opened_at = null
    where person = ${person} and said = 'yes' and purpose = ${no.purpose} and opened_at is not null
      and withdrawn_at is null and given_at >= ${no.at}
      and (attachment is null or ${firstKeptAt(sql`consent.person`, sql`consent.attachment`)} < ${no.at})
      and field_groups && ${no.fieldGroups}::text[]
      and (recipient = ${no.recipient} or recipient_class = ${no.recipientClass}
        or recipient in (select id from read.organisation where class = ${no.recipientClass}))
  `.execute(tx)
}

/**
 * The user who answers for a no: its author, or the one who made the one-time code with which the person
 * recorded it.
 */
const WRITER = sql`coalesce(c.withdrawn_code_by, c.withdrawn_by, c.obtained_by)`

const FROM_ELSEWHERE = sql`no_review is null
  and (said = 'no' and c.organisation <> p.organisation
    or withdrawn_organisation is not null and withdrawn_organisation <> p.organisation)`

/**
 * A yes that takes effect lifts the noes about the same parts that other organisations recorded before it.
 */
export async function liftNoes(
  tx: Tx,
  person: string,
  yes: Yes & { givenAt: string },
  by: { at: string; user: string },
): Promise<void> {
  await sql`
    update consent c set no_review = 'lifted', no_reviewed_at = ${by.at}, no_reviewed_by = ${by.user}
    from read.person p
    where p.person = c.person and c.person = ${person} and purpose = ${yes.purpose} and ${FROM_ELSEWHERE}
      and coalesce(withdrawn_at, given_at) <= ${yes.givenAt} and field_groups && ${yes.fieldGroups}::text[]
      and recipient is not distinct from ${yes.recipient}
      and recipient_class is not distinct from ${yes.recipientClass}
  `.execute(tx)
}

/** @returns false when it was not recorded by another organisation, or was reviewed already */
export async function uphold(tx: Tx, key: Key, by: { at: string; user: string }): Promise<boolean> {
  const { rows } = await sql`
    update consent c set no_review = 'upheld', no_reviewed_at = ${by.at}, no_reviewed_by = ${by.user}
    from read.person p
    where p.person = c.person and c.person = ${key.person} and c.id = ${key.id} and ${FROM_ELSEWHERE}
    returning c.id
  `.execute(tx)
  return rows.length > 0
}

export type UnconfirmedRow = Pick<
  ConsentRow,
  | 'person'
  | 'id'
  | 'said'
  | 'organisation'
  | 'organisation_name'
  | 'purpose'
  | 'recipient'
  | 'recipient_class'
  | 'recipient_name'
  | 'field_groups'
  | 'how'
  | 'attachment'
  | 'keeper'
> & { called: string | null; user_name: string | null; with_code: boolean; at: string; waits: boolean }

/**
 * Yeses and noes that are listed of each organisation, so that none hides those of others, or its noes behind
 * its yeses.
 */
const MOST = 100

/**
 * What waits for this organisation as keeper, the oldest first: yeses without effect yet, and noes from other
 * organisations.
 */
export async function unconfirmed(tx: Tx, keeper: string, today: string): Promise<UnconfirmedRow[]> {
  const { rows } = await sql<UnconfirmedRow>`
    select * from (select one.*,
      row_number() over (partition by waits, organisation order by at, id) as place
    from (
      select c.person, c.id, c.said, c.purpose, c.recipient, c.recipient_class, r.name as recipient_name, c.field_groups,
        c.how, c.attachment, p.organisation as keeper, coalesce(p.called, p.given_names) as called,
        w.id as organisation, w.name as organisation_name, u.name as user_name, c.withdrawn_code_by is not null as with_code,
        coalesce(c.withdrawn_at, c.given_at) as at,
        c.said = 'yes' and c.opened_at is null and c.withdrawn_at is null and c.expires_on >= ${today} as waits,
        ${FROM_ELSEWHERE} as elsewhere
      from consent c
      join read.person p on p.person = c.person
      join read.organisation w on w.id = coalesce(c.withdrawn_organisation, c.organisation)
      left join read.organisation r on r.id = c.recipient
      left join read.app_user u on u.id = ${WRITER}
      where p.organisation = ${keeper}
        and (c.said = 'yes' and c.opened_at is null or c.no_review is null and (c.said = 'no' or c.withdrawn_at is not null))
    ) one
    where waits or elsewhere) two
    where place <= ${MOST} order by at, id
  `.execute(tx)
  return rows
}

export type LiftedRow = {
  organisation: string
  organisation_name: string
  user: string
  user_name: string | null
  noes: number
  lifted: number
  with_code: number
}

/**
 * When a yes to one organisation took effect that was said after a no to its whole class, which still holds
 * for the others.
 */
const LIFTED_FOR_ONE = sql`(
  select max(y.opened_at) as at from consent y
  where c.recipient_class is not null and y.person = c.person and y.said = 'yes' and y.purpose = c.purpose
    and y.field_groups && c.field_groups and y.given_at >= coalesce(c.withdrawn_at, c.given_at)
    and y.recipient in (select id from read.organisation where class = c.recipient_class))`

/**
 * Noes from other organisations about people this organisation keeps, by author, those lifted most often
 * first. One counts from when it was recorded or lifted, whichever is later: the first is dated by its
 * author's clock alone.
 */
export async function liftedNoes(tx: Tx, keeper: string, since: string): Promise<LiftedRow[]> {
  const { rows } = await sql<LiftedRow>`
    select w.id as organisation, w.name as organisation_name, ${WRITER} as "user", u.name as user_name,
      count(*)::int as noes,
      count(*) filter (where c.no_review = 'lifted' or c.no_review is null and one.at is not null)::int as lifted,
      count(*) filter (where c.withdrawn_code_by is not null)::int as with_code
    from consent c
    join read.person p on p.person = c.person and p.organisation = ${keeper}
    join read.organisation w on w.id = coalesce(c.withdrawn_organisation, c.organisation) and w.id <> ${keeper}
    left join read.app_user u on u.id = ${WRITER}
    cross join lateral ${LIFTED_FOR_ONE} one
    where (c.said = 'no' or c.withdrawn_organisation is not null)
      and greatest(coalesce(c.withdrawn_at, c.given_at), c.no_reviewed_at, one.at) >= ${since}
    group by 1, 2, 3, 4
    order by lifted desc, noes desc, 1, 3 limit 100
  `.execute(tx)
  return rows
}
