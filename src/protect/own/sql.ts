// SQL on codes, the sessions they open and corrections; and the reading of who saw what.
import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/time.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Standing } from '../../platform/principals.ts'
import type { Consent } from '../consent/operations.ts'
import type { Checked, Correction, OwnConsent } from './operations.ts'

type Key = { person: string; id: string }

/** Undefined when the actor may not see the person, or the person was erased. */
export async function findPerson(tx: Tx, person: string) {
  const { rows } = await sql<{ called: string | null; languages: string[] }>`
    select coalesce(called, given_names) as called, coalesce(languages, '{}') as languages from read.person where person = ${person}`.execute(
    tx,
  )
  return rows[0]
}

export type NewCode = Key & {
  organisation: string
  hash: Buffer
  checked: Checked
  note: string | null
  by: string
  at: string
  until: string
}

/** Ends the valid codes of a person, and the open sessions; a user who makes another code meanwhile waits. */
export async function endAll(tx: Tx, of: { person: string; organisation: string; by: string; at: string }) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`own codes of ${of.person}`}, 0))`.execute(tx)
  await sql`update own_code set ended_at = ${of.at}, ended_by = ${of.by}
    where person = ${of.person} and organisation = ${of.organisation} and used_at is null and ended_at is null`.execute(
    tx,
  )
  await endSessions(tx, of)
}

export async function endSessions(
  tx: Tx,
  of: { person: string; organisation: string; at: string; code?: string },
): Promise<void> {
  await sql`update own_session set ended_at = ${of.at}
    where person = ${of.person} and organisation = ${of.organisation} and ended_at is null
      and (${of.code ?? null}::uuid is null or code = ${of.code ?? null})`.execute(tx)
}

export async function insertCode(tx: Tx, one: NewCode): Promise<void> {
  await sql`insert into own_code (person, id, organisation, hash, checked, note, made_by, made_at, valid_until)
    values (${one.person}, ${one.id}, ${one.organisation}, ${one.hash}, ${one.checked}, ${one.note}, ${one.by},
      ${one.at}, ${one.until})`.execute(tx)
}

export type CodeRow = {
  person: string
  id: string
  organisation: string
  called: string | null
  checked: Checked
  note: string | null
  made_by_name: string | null
  made_at: string
  valid_until: string
  used_at: string | null
  ended_at: string | null
}

/** The last of this organisation's codes; of one person when given. */
export async function codes(
  tx: Tx,
  organisation: string,
  people: readonly string[] | undefined,
): Promise<CodeRow[]> {
  const { rows } = await sql<CodeRow>`
    select c.person, c.id, c.organisation, coalesce(p.called, p.given_names) as called, c.checked, c.note,
      u.name as made_by_name, c.made_at, c.valid_until, c.used_at, c.ended_at
    from own_code c
    left join read.person p on p.person = c.person
    left join read.app_user u on u.id = c.made_by
    where c.organisation = ${organisation} and (${people ?? null}::uuid[] is null or c.person = any (${people ?? null}::uuid[]))
    order by c.made_at desc, c.id desc limit 200`.execute(tx)
  return rows
}

export async function lockCode(tx: Tx, organisation: string, { person, id }: Key) {
  const { rows } = await sql<{
    used_at: string | null
    ended_at: string | null
    valid_until: string
  }>`
    select used_at, ended_at, valid_until from own_code
    where person = ${person} and id = ${id} and organisation = ${organisation} for update`.execute(tx)
  return rows[0]
}

export async function useCode(tx: Tx, { person, id }: Key, at: string): Promise<void> {
  await sql`update own_code set used_at = ${at} where person = ${person} and id = ${id}`.execute(tx)
}

export async function endCode(tx: Tx, { person, id }: Key, by: { user: string; at: string }): Promise<void> {
  await sql`update own_code set ended_at = ${by.at}, ended_by = ${by.user}
    where person = ${person} and id = ${id}`.execute(tx)
}

export async function insertSession(
  tx: Tx,
  one: Key & { organisation: string; code: string; token: Buffer; at: string; until: string },
): Promise<void> {
  await sql`insert into own_session (person, id, organisation, code, token_hash, opened_at, valid_until)
    values (${one.person}, ${one.id}, ${one.organisation}, ${one.code}, ${one.token}, ${one.at}, ${one.until})`.execute(
    tx,
  )
}

/** The open view, and when it closes by itself. */
export async function openView(tx: Tx, person: string): Promise<{ id: string; until: string } | undefined> {
  const { rows } = await sql<{ id: string; until: string }>`
    select id, valid_until as until from own_session where person = ${person} and ended_at is null
    order by opened_at desc limit 1`.execute(tx)
  return rows[0]
}

/** Whether a view is still open; locked, so that nobody ends it before this transaction does. */
export async function holdView(tx: Tx, { person, id }: Key, now: string): Promise<boolean> {
  const { rows } = await sql`select from own_session
    where person = ${person} and id = ${id} and ended_at is null and valid_until > ${now} for share`.execute(
    tx,
  )
  return rows.length > 0
}

const STANDING = sql`'own_view' as use, '' as name, c.person as subject, c.organisation, o.name as organisation_name,
  o.class as organisation_class, null::uuid as centre, o.locale, o.time_zone`

/**
 * A code that is valid now; one that is used up, expired or unknown is undefined alike. With the system's
 * rights.
 */
export async function usableCode(tx: Tx, hash: Buffer, now: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select c.id, ${STANDING}, c.made_by, c.valid_until
    from own_code c join read.organisation o on o.id = c.organisation
    where c.hash = ${hash} and c.used_at is null and c.ended_at is null and c.valid_until > ${now}
      and o.closed_at is null`.execute(tx)
  return rows[0]
}

/** The view of a cookie. With the system's rights. */
export async function openSession(tx: Tx, secret: Buffer, now: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select c.id, ${STANDING}, k.made_by, c.valid_until
    from own_session c
    join own_code k on k.person = c.person and k.id = c.code
    join read.organisation o on o.id = c.organisation
    where c.token_hash = ${secret} and c.ended_at is null and c.valid_until > ${now} and o.closed_at is null`.execute(
    tx,
  )
  return rows[0]
}

/** Until when a view is open that was opened with this very code. With the system's rights. */
export async function openedWith(
  tx: Tx,
  { secret, code }: { secret: Buffer; code: Buffer },
  now: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ valid_until: string }>`
    select s.valid_until from own_session s join own_code c on c.person = s.person and c.id = s.code
    where s.token_hash = ${secret} and c.hash = ${code} and s.ended_at is null and s.valid_until > ${now}`.execute(
    tx,
  )
  return rows[0]?.valid_until
}

/**
 * Organisations that received something by an override and never by a yes: the person learns of these in a
 * conversation, with advice.
 */
export async function receivedByOverride(tx: Tx, people: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ recipient: string }>`
    select distinct v.recipient from read.consent_decision v
    where v.person = any (${people}::uuid[]) and v.said = 'override' and not exists (
      select from read.consent_decision y where y.person = v.person and y.said = 'yes' and (y.recipient = v.recipient
        or y.recipient_class = (select class from read.organisation where id = v.recipient)))`.execute(tx)
  return rows.map(({ recipient }) => recipient)
}

export type LookRow = {
  day: PlainDate
  last: string
  times: number
  actor: string
  actor_name: string | null
  organisation_name: string | null
  recipient_name: string | null
  purpose: string
  fields: string[]
  consented: boolean
}

/**
 * Who saw or received data, each user, purpose and day once, the latest first. Nothing of a sealed note, an
 * emergency or a legal demand; nothing by or to organisations that are not named.
 */
export async function looks(
  tx: Tx,
  people: readonly string[],
  by: { timeZone: string; unnamed: readonly string[]; most: number },
): Promise<LookRow[]> {
  const { rows } = await sql<LookRow>`
    select (d.at at time zone ${by.timeZone})::date as day, max(d.at) as last, count(*)::int as times, d.actor,
      u.name as actor_name, o.name as organisation_name, r.name as recipient_name, d.purpose,
      array(select distinct unnest(string_to_array(string_agg(array_to_string(d.fields, ','), ','), ',')) order by 1)
        as fields,
      bool_or(exists (select from read.consent_decision c
        where c.person = d.person and c.id = d.consent and c.said = 'yes')) as consented
    from disclosure d
    left join read.organisation o on o.id = d.organisation
    left join read.organisation r on r.id = d.recipient
    left join read.app_user u on u.id = d.actor
    where d.person = any (${people}::uuid[]) and not 'protected' = any (d.fields)
      and d.purpose not in ('emergency', 'legal_demand')
      and not d.organisation = any (${by.unnamed}::uuid[])
      and (d.recipient is null or not d.recipient = any (${by.unnamed}::uuid[]))
    group by 1, d.actor, u.name, o.name, r.name, d.purpose
    order by last desc
    limit ${by.most}`.execute(tx)
  return rows
}

export type ConsentRow = {
  id: string
  said: OwnConsent['said']
  purpose: string
  recipient: string | null
  recipientName: string | null
  organisationClass: string | null
  recipientClass: Consent['recipient']['class']
  fieldGroups: string[]
  givenAt: string
  expiresOn: PlainDate | null
  withdrawnAt: string | null
  waits: boolean
}

/**
 * Every yes and no of the person, the latest first; a withdrawn yes is one entry, not two. A waiting yes is
 * listed once it is proven and this organisation keeps the record, because then the person can confirm it.
 */
export async function consents(tx: Tx, people: readonly string[]): Promise<ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`
    select c.id, c.said, c.purpose, c.recipient, r.name as "recipientName", r.class as "organisationClass",
      c.recipient_class as "recipientClass", c.field_groups as "fieldGroups", c.at as "givenAt", c.until as "expiresOn",
      case c.said when 'yes' then (select max(w.at) from read.consent_decision w
        where w.person = c.person and w.id = c.id and w.said = 'no') end as "withdrawnAt", false as waits
    from read.consent_decision c left join read.organisation r on r.id = c.recipient
    where c.person = any (${people}::uuid[]) and (c.said = 'yes' or c.said = 'no' and not exists (
      select from read.consent_decision y where y.person = c.person and y.id = c.id and y.said = 'yes'))
    union all
    select w.id, 'yes', w.purpose, w.recipient, r.name, r.class, w.recipient_class, w.field_groups, w.at, w.until, null, true
    from read.consent_waiting w
    join read.person p on p.person = w.person
      and p.organisation = nullif(current_setting('app.organisation', true), '')::uuid
    left join read.organisation r on r.id = w.recipient
    where w.person = any (${people}::uuid[]) and w.proven and w.until >= current_date
    order by "givenAt" desc, id desc`.execute(tx)
  return rows
}

/** On which of these records a consent lies, decided or waiting; undefined where on none. */
export async function recordOfConsent(tx: Tx, people: readonly string[], id: string) {
  const { rows } = await sql<{ person: string }>`
    select person from read.consent_decision where person = any (${people}::uuid[]) and id = ${id}
    union all
    select person from read.consent_waiting where person = any (${people}::uuid[]) and id = ${id}
    limit 1`.execute(tx)
  return rows[0]?.person
}

/**
 * A lock: asking for a correction, and beginning or ending an organisation's access to it, run one after the
 * other.
 */
export async function holdCorrections(tx: Tx, person: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`corrections of ${person}`}, 0))`.execute(tx)
}

export async function openCorrections(tx: Tx, person: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from correction where person = ${person} and state = 'open'`.execute(tx)
  return rows[0]?.n ?? 0
}

export async function insertCorrection(
  tx: Tx,
  one: Key & { organisation: string; about: string; wrong: string; proposed: string; at: string },
): Promise<void> {
  await sql`insert into correction (person, id, organisation, shared_with, about, wrong, proposed, asked_at)
    values (${one.person}, ${one.id}, ${one.organisation}, ${[one.organisation]}::uuid[], ${one.about}, ${one.wrong}, ${one.proposed}, ${one.at})`.execute(
    tx,
  )
}

/**
 * A request made through an organisation's codes is shown there only while it sees the record; with the
 * system's rights.
 */
export async function shareCorrections(
  tx: Tx,
  { person, organisation, sees }: { person: string; organisation: string; sees: boolean },
): Promise<void> {
  await sql`update correction set shared_with = ${sees ? [organisation] : []}::uuid[]
    where person = ${person} and organisation = ${organisation}`.execute(tx)
}

export async function lockCorrection(tx: Tx, organisation: string, { person, id }: Key) {
  const { rows } = await sql<{ state: Correction['state'] }>`
    select state from correction
    where person = ${person} and id = ${id} and organisation = ${organisation} for update`.execute(tx)
  return rows[0]
}

export async function answerCorrection(
  tx: Tx,
  { person, id }: Key,
  by: { state: Exclude<Correction['state'], 'open'>; words: string | null; user: string; at: string },
): Promise<void> {
  await sql`update correction set state = ${by.state}, answer = ${by.words}, answered_by = ${by.user},
      answered_at = ${by.at} where person = ${person} and id = ${id}`.execute(tx)
}

/** Open ones, or the last that were answered; of one person when given. */
export async function corrections(
  tx: Tx,
  organisation: string,
  which: { open?: boolean; people?: readonly string[] | undefined },
): Promise<Correction[]> {
  const { rows } = await sql<Correction>`
    select c.person, c.id, coalesce(p.called, p.given_names) as called, c.about, c.wrong, c.proposed,
      c.asked_at as "askedAt", c.state, c.answer, u.name as "answeredBy", c.answered_at as "answeredAt"
    from correction c
    left join read.person p on p.person = c.person
    left join read.app_user u on u.id = c.answered_by
    where c.organisation = ${organisation}
      and (${which.open ?? null}::boolean is null or (c.state = 'open') = ${which.open ?? null})
      and (${which.people ?? null}::uuid[] is null or c.person = any (${which.people ?? null}::uuid[]))
    order by coalesce(c.answered_at, c.asked_at) desc limit 200`.execute(tx)
  return rows
}

/**
 * The facts that a person looked and asked stay; the text, and everything that would open a view, is deleted.
 */
export async function erase(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  const mine = sql`where person = ${person} and organisation = ${organisation}`
  await sql`delete from own_session ${mine}`.execute(tx)
  await sql`delete from own_code ${mine}`.execute(tx)
  await sql`delete from correction ${mine}`.execute(tx)
}
