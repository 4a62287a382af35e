// SQL statements of referrals.
import { sql, type RawBuilder } from 'kysely'
import type { ParsedOf } from '../../kernel/command.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { SamePerson } from '../../kernel/same-person.ts'
import type { becauseOf } from '../../protect/consent/facts.ts'
import { counting, cursorOf, hasWords, keyset, type Keyed } from '../../platform/keyset.ts'
import type { listReferrals } from './operations.ts'
import type { RESULTS, State } from './rules.ts'

/** The change of a consent, or the end of an override, that ended a referral. */
export type Because = ReturnType<typeof becauseOf> | 'organisation_closed'

export type ReferralRow = {
  person: string
  id: string
  organisation: string
  shared_with: string[]
  sender: string
  receiver: string
  service: string | null
  need: string | null
  consent: string | null
  reason: string
  introduction: { calledName: string | null; ageBand: string; languages: string[] }
  state: State
  created_at: string
  sent_at: string | null
  answer_by: string | null
  answered_at: string | null
  decline_reason: string | null
  note: string | null
  redirected_to: string | null
  scheduled_for: string | null
  closed_at: string | null
  result: (typeof RESULTS)[number] | null
  feedback: string | null
  version: number
  /** Whether the receiver may read whom it is about, why, and the notes; once false it stays false. */
  receiver_reads: boolean
  /** Which end of a consent or an override ended the referral, or the receiver's reading of it. */
  ended_because: Because | null
}

/** A referral as the actor may read it: `reads` is false where they may only know that it existed. */
export type ReferralView = ReferralRow & {
  reads: boolean
  sender_name: string
  receiver_name: string
  service_name: string | null
  service_kind: string | null
}

const KEY = ['person', 'id', 'organisation', 'shared_with'] as const
/** Columns that a receiver reads only while the referral is readable to it. */
const WORDS = ['reason', 'introduction', 'note', 'feedback', 'scheduled_for'] as const
const COLUMNS = [
  'person',
  'id',
  'organisation',
  'shared_with',
  'sender',
  'receiver',
  'service',
  'need',
  'consent',
  'state',
  'created_at',
  'sent_at',
  'answer_by',
  'answered_at',
  'decline_reason',
  'redirected_to',
  'closed_at',
  'result',
  'version',
  'receiver_reads',
  'ended_because',
] as const

type Column = (typeof COLUMNS)[number] | (typeof WORDS)[number]
const named = (columns: readonly Column[]) => sql.join(columns.map((column) => sql.ref(column)))
const valueOf = (row: ReferralRow, column: Column) =>
  column === 'introduction' ? sql`${JSON.stringify(row.introduction)}::jsonb` : sql`${row[column]}`
const assigned = (row: ReferralRow, columns: readonly Column[]) =>
  sql.join(columns.map((column) => sql`${sql.ref(column)} = ${valueOf(row, column)}`))

/** The text columns are shared with the receiver only while it may read them. */
const wordsOf = (row: ReferralRow): ReferralRow => (row.receiver_reads ? row : { ...row, shared_with: [] })

export async function insert(tx: Tx, row: ReferralRow): Promise<void> {
  await sql`insert into referral (${named(COLUMNS)}, reason, introduction)
    values (${sql.join(COLUMNS.map((column) => valueOf(row, column)))}, '', '{}')`.execute(tx)
  const columns = [...KEY, ...WORDS]
  await sql`insert into referral_words (${named(columns)})
    values (${sql.join(columns.map((column) => valueOf(wordsOf(row), column)))})`.execute(tx)
}

export async function save(tx: Tx, row: ReferralRow): Promise<void> {
  const changing = COLUMNS.filter(
    (column) => !['person', 'id', 'organisation', 'created_at'].includes(column),
  )
  await sql`update referral set ${assigned(row, changing)} where person = ${row.person} and id = ${row.id}`.execute(
    tx,
  )
}

/**
 * As the system: an actor whose step ends its own reading can no longer see the row of texts that must be
 * written.
 */
export async function saveWords(tx: Tx, row: ReferralRow): Promise<void> {
  await sql`update referral_words set ${assigned(wordsOf(row), ['shared_with', ...WORDS])}
    where person = ${row.person} and id = ${row.id}`.execute(tx)
}

/** The referral, locked until the transaction ends. */
export async function lock(
  tx: Tx,
  person: string,
  id: string,
): Promise<Omit<ReferralRow, (typeof WORDS)[number]> | undefined> {
  const { rows } = await sql<Omit<ReferralRow, (typeof WORDS)[number]>>`select ${named(COLUMNS)} from referral
    where person = ${person} and id = ${id} for update`.execute(tx)
  return rows[0]
}

/** Its text columns, readable to the actor or not: as the system, so that a step leaves them unchanged. */
export async function words(tx: Tx, person: string, id: string) {
  const { rows } = await sql<
    Pick<ReferralRow, (typeof WORDS)[number]>
  >`select ${named(WORDS)} from referral_words
    where person = ${person} and id = ${id}`.execute(tx)
  return (
    rows[0] ?? { reason: '', introduction: NO_INTRODUCTION, note: null, feedback: null, scheduled_for: null }
  )
}

/** The introduction of an erased or unreadable referral. */
export const NO_INTRODUCTION: ReferralRow['introduction'] = {
  calledName: null,
  ageBand: 'unknown',
  languages: [],
}

export async function find(tx: Tx, person: string, id: string): Promise<ReferralView | undefined> {
  return (await select(tx, sql`r.person = ${person} and r.id = ${id}`))[0]
}

/** The codes of a person's needs, by their ids. */
export async function needCodes(tx: Tx, person: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; code: string }>`
    select id, code from read.need where person = ${person}`.execute(tx)
  return new Map(rows.map(({ id, code }) => [id, code]))
}

export type Sought = Omit<ParsedOf<typeof listReferrals>, 'count'> & {
  organisation: string
  /** What merges made of the person who is asked about. */
  same?: SamePerson | undefined
  /** The words of each kind of service, by its code. */
  kinds: Readonly<Record<string, string>>
  /** The name of each kind as the reader sees it: what they are sorted by. */
  kindNames: Readonly<Record<string, string>>
}

function conditions(by: Sought): RawBuilder<unknown> {
  const { side, states, person, other, service } = by
  const [own, others] =
    side === 'sender' ? [sql`r.organisation`, sql`r.receiver`] : [sql`r.receiver`, sql`r.organisation`]
  const found: RawBuilder<unknown>[] = [sql`${own} = ${by.organisation}`]
  // A draft belongs to the sender alone.
  if (side === 'receiver') found.push(sql`r.state <> 'draft'`)
  if (states) found.push(sql`r.state = any (${states})`)
  if (person) {
    // With the records that were merged with it, each referral as it was assigned where a merge was undone.
    const { people = [person], besides = [], assigned = {} } = by.same ?? {}
    const items = Object.entries(assigned)
    const here = items.flatMap(([item, to]) => (people.includes(to) ? [item] : []))
    const away = items.flatMap(([item, to]) => (people.includes(to) ? [] : [item]))
    found.push(sql`(r.person = any (${[...people]}::uuid[]) and r.id <> all (${away}::uuid[])
      or r.person = any (${[...besides]}::uuid[]) and r.id = any (${here}::uuid[]))`)
  }
  if (other) found.push(sql`${others} = ${other}`)
  if (service) found.push(sql`r.service = ${service}`)
  const said = sql`concat_ws(' ', r.introduction ->> 'calledName', s.name, sender.name, receiver.name,
    ${JSON.stringify(by.kinds)}::jsonb ->> s.kind)`
  return sql`${sql.join(found, sql` and `)} ${hasWords(said, by.words)}`
}

/** A page, those that press most first unless another order is asked for. */
export async function list(tx: Tx, by: Sought): Promise<{ rows: readonly ReferralView[]; next?: string }> {
  const { columns, beyond, order, page } = keyset(
    {
      pressing: { by: DUE_FIRST, as: 'text' },
      sent: { by: sql`coalesce(r.sent_at, r.created_at)`, as: 'instant' },
      answer_by: { by: sql`coalesce(r.answer_by, date '9999-12-31')`, as: 'day' },
      kind: { by: sql`coalesce(${JSON.stringify(by.kindNames)}::jsonb ->> s.kind, s.kind, '')`, as: 'text' },
    },
    sql`r.id`,
    { ...by, after: by.after && fromOlder(by.after) },
    { sort: 'pressing' },
  )
  const { rows } = await sql<ReferralView & Keyed>`
    select ${SHOWN}, ${columns} ${FROM} where ${conditions(by)} ${beyond} ${order}`.execute(tx)
  return page(rows)
}

/** What older releases gave as `next`: only the day and the id, in the one order that there was. */
function fromOlder(after: string): string {
  const [, press, id] = /^([01][\d-]{5,12})~([0-9a-f-]{36})$/u.exec(after) ?? []
  return press && id ? cursorOf('pressing', false, press, id) : after
}

export async function countListed(tx: Tx, by: Sought): Promise<number> {
  const { rows } = await sql<{ n: number }>`${counting(sql`${FROM} where ${conditions(by)}`)}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Every referral of these people that the organisation sent or received. */
export async function ofPersons(
  tx: Tx,
  persons: readonly string[],
  organisation: string,
): Promise<ReferralView[]> {
  return select(
    tx,
    sql`r.person = any (${persons}) and (r.organisation = ${organisation} or (r.receiver = ${organisation} and r.state <> 'draft'))
      order by r.created_at`,
  )
}

/** Order of the list: the earliest day an answer or an appointment is due, then the newest of the rest. */
const DUE_FIRST = sql`case
  when r.state in ('sent', 'accepted', 'scheduled', 'no_show')
    then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date)
  else '1' || (date '2200-01-01' - r.created_at::date)::text
end`

export async function count(tx: Tx, organisation: string) {
  const { rows } = await sql<{ received: boolean; state: State; n: number }>`
    select receiver = ${organisation} as received, state, count(*)::int as n from referral
    where organisation = ${organisation} or (receiver = ${organisation} and state <> 'draft')
    group by 1, 2`.execute(tx)
  return rows
}

/** How many referrals a service has open, counted across all senders. */
export async function openAt(tx: Tx, service: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from referral
    where service = ${service} and state in ('accepted', 'scheduled', 'no_show')`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Locks the service, so that two acceptances cannot both take the last place. */
export async function lockService(tx: Tx, id: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx)
  return findService(tx, id)
}

export async function findService(tx: Tx, id: string) {
  const { rows } = await sql<{ organisation: string; capacity: number | null; open: boolean }>`
    select organisation, capacity, open from read.service where id = ${id}`.execute(tx)
  return rows[0]
}

/** The introduction, made from the record as it is now. */
export async function introductionOf(tx: Tx, person: string, today: string) {
  const { rows } = await sql<{ called: string | null; languages: string[]; age_band: string }>`
    select coalesce(called, given_names) as called, languages, arraigo.age_band(born, ${today}::date) as age_band
    from read.person where person = ${person}`.execute(tx)
  return rows[0]
}

/** Whether the actor may know of a decision: they were notified of it, or it is about what they receive. */
export async function knowsDecision(tx: Tx, person: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from read.consent_decision where person = ${person} and id = ${id} limit 1`.execute(tx)
  return rows.length > 0
}

/**
 * The class of an organisation; undefined when there is none or it is closed, as no consent to its class
 * holds for it then.
 */
export async function classOf(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ class: string }>`
    select class from read.organisation where id = ${id} and closed_at is null`.execute(tx)
  return rows[0]?.class
}

/** Sent referrals whose last day is over, oldest first. */
export async function overdue(tx: Tx, today: string, limit: number) {
  const { rows } = await sql<{ person: string; id: string; organisation: string }>`
    select person, id, organisation from referral where state = 'sent' and answer_by < ${today}
    order by answer_by limit ${limit}`.execute(tx)
  return rows
}

/** Whether the organisation is closed off (firewall) and receives nothing more. */
export async function isClosed(tx: Tx, organisation: string): Promise<boolean> {
  const { rows } =
    await sql`select from read.organisation where id = ${organisation} and closed_at is not null`.execute(tx)
  return rows.length > 0
}

/** Open referrals to organisations that are closed. */
export async function toClosed(tx: Tx, limit: number) {
  const { rows } = await sql<{ person: string; id: string; organisation: string }>`
    select r.person, r.id, r.organisation from referral r join read.organisation o on o.id = r.receiver
    where o.closed_at is not null and r.state in ('sent', 'accepted', 'scheduled', 'no_show') limit ${limit}`.execute(
    tx,
  )
  return rows
}

/**
 * Referrals whose receiver may read about the person, whoever sent them, locked in their current state; not
 * drafts, which were never sent.
 */
export async function readByReceivers(tx: Tx, person: string) {
  const { rows } = await sql<{ id: string; receiver: string; state: State; called: string | null }>`
    select r.id, r.receiver, r.state, w.introduction ->> 'calledName' as called from referral r
    left join referral_words w on w.person = r.person and w.id = r.id
    where r.person = ${person} and r.receiver_reads and r.state <> 'draft' order by r.id for update of r`.execute(
    tx,
  )
  return rows
}

/** Ends the receiver's reading and leaves the state as it is. */
export async function closeToReceiver(
  tx: Tx,
  { person, id, because }: { person: string; id: string; because: Because },
): Promise<void> {
  await sql`update referral set receiver_reads = false, ended_because = ${because}, version = version + 1
    where person = ${person} and id = ${id}`.execute(tx)
  await sql`update referral_words set shared_with = '{}' where person = ${person} and id = ${id}`.execute(tx)
}

/**
 * Serialises changes of a receiver's access to a person: without it, one transaction may miss the access
 * another begins.
 */
export async function lockAccess(tx: Tx, person: string, receiver: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sight of ${person} by ${receiver}`}, 0))`.execute(
    tx,
  )
}

/** Whether another open referral still gives the receiver a reason to see the person. */
export async function stillWorks(
  tx: Tx,
  person: string,
  receiver: string,
  besides: string,
): Promise<boolean> {
  const { rows } =
    await sql`select from referral where person = ${person} and receiver = ${receiver} and id <> ${besides}
    and state in ('accepted', 'scheduled', 'no_show', 'served') limit 1`.execute(tx)
  return rows.length > 0
}

const SHOWN = sql`r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name,
  s.kind as service_kind`
const FROM = sql`from read.referral_shown r
  join read.organisation sender on sender.id = r.organisation
  join read.organisation receiver on receiver.id = r.receiver
  left join read.service s on s.id = r.service`

async function select(tx: Tx, where: RawBuilder<unknown>): Promise<ReferralView[]> {
  return (await sql<ReferralView>`select ${SHOWN} ${FROM} where ${where}`.execute(tx)).rows
}

/** Empties the texts; the row and its codes stay for the statistics. */
export async function erase(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  await sql`update referral_words set reason = '', introduction = '{}', note = null, feedback = null
    where person = ${person} and organisation = ${organisation}`.execute(tx)
}
