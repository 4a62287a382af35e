// SQL on reviews before an erasure, and on the list of erasures.
import { sql } from 'kysely'
import type { DataClass } from '../../kernel/packs/pack.ts'
import type { PlainDate } from '../../kernel/time.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { NOBODY } from '../../platform/execute.ts'
import type { Cutoff } from './rules.ts'
import type { ErasureReview } from './operations.ts'

export type Due = { person: string; organisation: string; lastContact: PlainDate; classes: DataClass[] }

const FIRST = '00000000-0000-0000-0000-000000000000'

/** The next people of the walk through all of them, in the order of their ids; at the end it begins anew. */
export async function walk(tx: Tx, most: number): Promise<string[]> {
  // A query of its own: under row-level security only a value that is known beforehand is looked up in an
  // index.
  const { rows: before } = await sql<{ reached: string | null }>`
    select reached from retention_walk`.execute(tx)
  const { rows } = await sql<{ person: string }>`
    select person from read.person_fact where person > ${before[0]?.reached ?? FIRST}
    group by person order by person limit ${most}`.execute(tx)
  const people = rows.map(({ person }) => person)
  const reached = people.length < most ? null : people.at(-1)
  await sql`insert into retention_walk (reached) values (${reached ?? null})
    on conflict (one) do update set reached = excluded.reached`.execute(tx)
  return people
}

/**
 * Those of these people whose last contact with an organisation is older than a rule allows, with no open
 * case there and no review of them pending or postponed. What the system itself did is no contact. Only
 * classes with data left.
 */
export async function due(
  tx: Tx,
  people: readonly string[],
  cutoffs: readonly Cutoff[],
  today: PlainDate,
): Promise<Due[]> {
  const { rows } = await sql<Due>`
    with last as (
      select person, organisation, max(occurred_on) as "lastContact" from read.person_fact
      where person = any (${people}::uuid[]) and actor <> ${NOBODY} and kind <> 'person.erased'
      group by person, organisation
    ), past as (
      select l.*, array(
        select c.class from jsonb_to_recordset(${JSON.stringify(cutoffs)}::jsonb) as c (class text, before date)
        where l."lastContact" <= c.before
          and not exists (select from erasure e where e.person = l.person and e.organisation = l.organisation
            and c.class = any (e.classes) and (c.class <> 'evidence' or not exists (
              select from attachment a where a.person = l.person and a.organisation = l.organisation and a.name <> '')))
          and (c.class <> 'protected' or exists (
            select from read.data_key k where k.person = l.person and k.organisation = l.organisation))
          and (c.class <> 'evidence' or exists (
            select from attachment a where a.person = l.person and a.organisation = l.organisation and a.name <> ''))
      ) as classes
      from last l
    )
    select * from past p
    where cardinality(classes) > 0
      and not exists (select from read.case_file f
        where f.person = p.person and f.organisation = p.organisation and f.closed_at is null)
      and not exists (select from erasure_review r where r.person = p.person and r.organisation = p.organisation
        and (r.state = 'open' or r.kept_until >= ${today}::date))`.execute(tx)
  return rows
}

/**
 * The organisation that keeps the record; undefined when the actor may not see the person, or the person was
 * erased.
 */
export async function keeperOf(tx: Tx, person: string): Promise<string | undefined> {
  const { rows } = await sql<{ organisation: string }>`
    select organisation from read.person where person = ${person}`.execute(tx)
  return rows[0]?.organisation
}

/** These people as they are called on record, as far as the actor may see them. */
export async function namesOf(
  tx: Tx,
  people: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const { rows } = await sql<{ person: string; name: string | null }>`
    select p.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as name
    from read.person p where p.person = any (${people}::uuid[])`.execute(tx)
  return new Map(rows.map(({ person, name }) => [person, name]))
}

export async function hasOpenCase(tx: Tx, people: readonly string[], organisation: string): Promise<boolean> {
  const { rows } = await sql`select from read.case_file
    where person = any (${people}::uuid[]) and organisation = ${organisation} and closed_at is null`.execute(
    tx,
  )
  return rows.length > 0
}

export type NewReview = {
  person: string
  id: string
  organisation: string
  because: ErasureReview['because']
  classes: readonly DataClass[]
  lastContact?: PlainDate | undefined
  askedBy?: string | undefined
  words?: string | undefined
  at: string
}

/** @returns false when one is open already */
export async function insertReview(tx: Tx, one: NewReview): Promise<boolean> {
  const { rows } = await sql`
    insert into erasure_review (person, id, organisation, because, classes, last_contact, asked_by, words, noted_at)
    values (${one.person}, ${one.id}, ${one.organisation}, ${one.because}, ${one.classes}, ${one.lastContact ?? null},
      ${one.askedBy ?? null}, ${one.words ?? null}, ${one.at})
    on conflict (person, organisation) where state = 'open' do nothing
    returning id`.execute(tx)
  return rows.length > 0
}

/** A person's own request turns a review that the daily job made into a request, which must be answered. */
export async function turnIntoWish(tx: Tx, one: NewReview): Promise<boolean> {
  const { rows } = await sql`
    update erasure_review set because = 'wish', classes = ${one.classes}, asked_by = ${one.askedBy ?? null},
      words = ${one.words ?? null}, noted_at = ${one.at}
    where person = ${one.person} and organisation = ${one.organisation} and state = 'open' and because = 'rule'
    returning id`.execute(tx)
  return rows.length > 0
}

export type ReviewRow = {
  person: string
  id: string
  organisation: string
  because: ErasureReview['because']
  classes: DataClass[]
  state: ErasureReview['state']
}

export async function lockReview(
  tx: Tx,
  organisation: string,
  person: string,
  id: string,
): Promise<ReviewRow | undefined> {
  const { rows } = await sql<ReviewRow>`
    select person, id, organisation, because, classes, state from erasure_review
    where person = ${person} and id = ${id} and organisation = ${organisation} for update`.execute(tx)
  return rows[0]
}

export async function keep(
  tx: Tx,
  one: {
    person: string
    id: string
    state: 'kept' | 'refused'
    until: PlainDate
    reason: string
    rule: string | null
  },
  by: { user: string; at: string },
): Promise<void> {
  await sql`update erasure_review set state = ${one.state}, kept_until = ${one.until}, reason = ${one.reason},
      rule = ${one.rule}, decided_by = ${by.user}, decided_at = ${by.at}
    where person = ${one.person} and id = ${one.id}`.execute(tx)
}

/** Adds to the list of erasures, and ends every review: the text written in a review goes as well. */
export async function insertErasure(
  tx: Tx,
  one: { person: string; id: string; organisation: string; at: string; classes: readonly DataClass[] },
  by: string,
): Promise<void> {
  await sql`insert into erasure (person, id, organisation, at, classes)
    values (${one.person}, ${one.id}, ${one.organisation}, ${one.at}, ${one.classes})`.execute(tx)
  await sql`update erasure_review set state = 'erased', decided_by = ${by}, decided_at = ${one.at}
    where person = ${one.person} and organisation = ${one.organisation} and state = 'open'`.execute(tx)
  await sql`update erasure_review set words = null,
      reason = case when state in ('kept', 'refused') then '' end
    where person = ${one.person} and organisation = ${one.organisation}`.execute(tx)
}

/** Whether exactly this erasure took place. */
export async function wasErased(
  tx: Tx,
  one: { person: string; organisation: string; at: string; classes: readonly DataClass[] },
): Promise<boolean> {
  const { rows } =
    await sql`select from erasure where person = ${one.person} and organisation = ${one.organisation}
    and at = ${one.at}::timestamptz and classes = ${one.classes}::text[]`.execute(tx)
  return rows.length > 0
}

/** Files that prove a decided result, with the day it was decided. */
export async function proofs(
  tx: Tx,
  person: string,
  organisation: string,
): Promise<{ attachment: string; decidedOn: PlainDate }[]> {
  const { rows } = await sql<{ attachment: string; decidedOn: PlainDate }>`
    select a.id as attachment, max((c.decided_at at time zone 'UTC')::date) as "decidedOn"
    from attachment a
    join read.claim_evidence e on e.attachment = a.id
    join read.claim c on c.id = e.claim
    where a.person = ${person} and a.organisation = ${organisation} and c.state = 'verified'
    group by a.id`.execute(tx)
  return rows
}

/**
 * Every other organisation that recorded something about a person, was shown their record, or received a
 * referral of them.
 */
export async function others(tx: Tx, person: string, keeper: string): Promise<string[]> {
  const { rows } = await sql<{ organisation: string }>`
    select o.id as organisation from read.organisation o
    where o.id <> ${keeper} and not arraigo.behind_wall(o.id) and o.id in (
      select organisation from read.person_fact where person = ${person}
      union select (data ->> 'with')::uuid from read.person_fact where person = ${person} and kind = 'person.shared'
      union select receiver from read.referral where person = ${person} and sent_at is not null)
    order by 1`.execute(tx)
  return rows.map(({ organisation }) => organisation)
}

/**
 * Whether an organisation holds the whole record of a person who was erased before this data was restored.
 */
export async function isThere(tx: Tx, person: string, organisation: string): Promise<boolean> {
  const { rows } = await sql`
    select from read.person_fact where person = ${person} and organisation = ${organisation} limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/**
 * How many of these are in the database as before the erasure: of an organisation that kept data, and erased
 * nothing since.
 */
export async function countBroughtBack(
  tx: Tx,
  erased: readonly { person: string; organisation: string; at: string }[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from jsonb_to_recordset(${JSON.stringify(erased)}::jsonb) as l (person uuid, organisation uuid, at timestamptz)
    where exists (select from read.person_fact f where f.person = l.person and f.organisation = l.organisation)
      and not exists (select from erasure e
        where e.person = l.person and e.organisation = l.organisation and e.at >= l.at)`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Open ones, or the last that were answered; of one person when given. */
export async function reviews(
  tx: Tx,
  organisation: string,
  which: { open?: boolean; people?: readonly string[] },
): Promise<ErasureReview[]> {
  const { rows } = await sql<ErasureReview>`
    select r.person, r.id, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as name,
      r.because, r.classes, r.last_contact as "lastContact", r.words, a.name as "askedBy", r.noted_at as "notedAt",
      r.state, r.kept_until as "keptUntil", r.rule, nullif(r.reason, '') as reason, d.name as "decidedBy",
      r.decided_at as "decidedAt"
    from erasure_review r
    left join read.person p on p.person = r.person
    left join read.app_user a on a.id = r.asked_by
    left join read.app_user d on d.id = r.decided_by
    where r.organisation = ${organisation}
      and (${which.open ?? null}::boolean is null or (r.state = 'open') = ${which.open ?? null})
      and (${which.people ?? null}::uuid[] is null or r.person = any (${which.people ?? null}::uuid[]))
    order by (r.because <> 'rule') desc, coalesce(r.decided_at, r.noted_at) desc
    limit 200`.execute(tx)
  return rows
}
