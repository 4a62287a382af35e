// All SQL of the overview: figures by month, from facts and from views of other capabilities.
import { sql, type RawBuilder } from 'kysely'
import type { OrganisationClass } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Count, Cut, MoneyOfMonth, Period } from './rules.ts'

const MONTH = (day: RawBuilder<unknown>) => sql`to_char(${day}, 'YYYY-MM')`
const registered = ({ from, until }: Period) =>
  sql`from read.person_fact where kind = 'person.registered' and occurred_on between ${from} and ${until}`
const delivered = ({ from, until }: Period) =>
  sql`from read.person_fact where kind = 'service.delivered' and occurred_on between ${from} and ${until}`
const needs = ({ from, until }: Period) =>
  sql`from read.need where identified_on between ${from} and ${until}`

/** The rows counted in each breakdown, with their day and code. */
const COUNTED: Record<Cut, (period: Period) => RawBuilder<unknown>> = {
  registered: (period: Period) => sql`select occurred_on as day, '' as code ${registered(period)}`,
  byPopulationGroup: (period: Period) =>
    sql`select occurred_on as day, population_group as code ${registered(period)}`,
  bySex: (period: Period) => sql`select occurred_on as day, sex as code ${registered(period)}`,
  byAge: (period: Period) => sql`select occurred_on as day, age_band as code ${registered(period)}`,
  needsOpen: (period: Period) =>
    sql`select identified_on as day, domain as code ${needs(period)} and ended_on is null`,
  needsMet: (period: Period) =>
    sql`select identified_on as day, '' as code ${needs(period)} and ending = 'met'`,
  referrals: ({ from, until }: Period) =>
    sql`select sent_at::date as day, state as code from read.referral
      where sent_at >= ${from}::date and sent_at < ${until}::date + 1`,
  services: (period: Period) => sql`select occurred_on as day, '' as code ${delivered(period)}`,
  claims: ({ from, until }: Period) =>
    sql`select started_on as day, state as code from read.claim where started_on between ${from} and ${until}`,
}

export async function countBy(tx: Tx, cut: Cut, period: Period): Promise<Count[]> {
  const { rows } = await sql<Count>`
    select ${MONTH(sql`day`)} as month, code, count(*)::int as count from (${COUNTED[cut](period)}) as counted
    group by 1, 2 order by 1, 3 desc, 2`.execute(tx)
  return rows
}

/** The number of different people who got a service in the period. */
export async function peopleServed(tx: Tx, period: Period): Promise<{ count: number }[]> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct person)::int as count ${delivered(period)}`.execute(tx)
  return rows
}

export async function money(tx: Tx, { from, until }: Period): Promise<MoneyOfMonth[]> {
  const { rows } = await sql<MoneyOfMonth>`
    select month, code, sum(total)::text as issued,
      coalesce(sum(total) filter (where paid_on is not null), 0)::text as paid,
      (select count(distinct l.pseudonym) from read.statement_line l where l.statement = any (array_agg(id)))::int as count
    from (select id, ${MONTH(sql`issued_on`)} as month, currency as code, total, paid_on
      from read.statement where issued_on between ${from} and ${until}) as issued
    group by 1, 2 order by 2, 1`.execute(tx)
  return rows
}

/** Whether the organisation is the lead organisation of the network. */
export async function leads(tx: Tx, organisation: string): Promise<boolean> {
  const { rows } = await sql`select from read.organisation where id = ${organisation} and lead`.execute(tx)
  return rows.length > 0
}

/** The name and class of a recipient of figures. */
export async function recipient(
  tx: Tx,
  id: string,
): Promise<{ name: string; class: OrganisationClass } | undefined> {
  const { rows } = await sql<{ name: string; class: OrganisationClass }>`
    select name, class from read.organisation where id = ${id}`.execute(tx)
  return rows[0]
}

/** Locks hand-overs until the end of the transaction, so that the next one sees what this one gave. */
export async function lockHandOvers(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('hand_over', 0))`.execute(tx)
}

export type HandOver = Period & {
  id: Id
  organisation: Id
  given_to: Id
  smallest: number
  figures: unknown
  /** The hand-over whose figures are repeated, when the month was given before. */
  repeats: Id | null
  handed_by: Id
  handed_at: string
}

type Given = Pick<HandOver, 'id' | 'from' | 'until' | 'smallest' | 'figures'>

/** Hand-overs behind the firewall that share a day with this period, the earliest first. */
export async function givenBehindFirewall(tx: Tx, { from, until }: Period): Promise<Given[]> {
  const { rows } = await sql<Given>`
    select id, from_day as "from", until_day as until, smallest, figures from hand_over
    where repeats is null and from_day <= ${until} and until_day >= ${from}
      and (arraigo.behind_wall(given_to)
        or exists (select from read.organisation o where o.id = given_to and o.moved_to is not null))
    order by handed_at, id`.execute(tx)
  return rows
}

export async function insertHandOver(tx: Tx, one: HandOver): Promise<void> {
  await sql`
    insert into hand_over (id, organisation, given_to, from_day, until_day, smallest, figures, repeats, handed_by, handed_at)
    values (${one.id}, ${one.organisation}, ${one.given_to}, ${one.from}, ${one.until}, ${one.smallest},
      ${JSON.stringify(one.figures)}, ${one.repeats}, ${one.handed_by}, ${one.handed_at})`.execute(tx)
}
