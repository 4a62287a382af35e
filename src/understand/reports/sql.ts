// Every figure of the overview, read from facts and from what other capabilities show of themselves.
import { sql } from 'kysely'
import type { OrganisationClass } from '../../kernel/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'

export type Cell = { code: string; count: number }

type Period = { from: string; until: string }

const COUNT = sql`count(*)::int as count`

/** People registered in a period, broken down by one column of the fact's own snapshot. */
export async function registeredBy(
  tx: Tx,
  by: 'population_group' | 'sex' | 'age_band',
  { from, until }: Period,
) {
  const { rows } = await sql<Cell>`select ${sql.ref(by)} as code, ${COUNT} from fact
    where kind = 'person.registered' and occurred_on between ${from} and ${until}
    group by 1 order by 2 desc, 1`.execute(tx)
  return rows
}

export async function registeredByMonth(tx: Tx, { from, until }: Period) {
  const { rows } = await sql<{ month: string; count: number }>`
    select to_char(month, 'YYYY-MM') as month, count(f.id)::int as count
    from generate_series(date_trunc('month', ${from}::date), ${until}::date, interval '1 month') as month
    left join fact f on f.kind = 'person.registered' and f.occurred_on between ${from} and ${until}
      and f.occurred_on >= month and f.occurred_on < month + interval '1 month'
    group by month order by month`.execute(tx)
  return rows
}

export async function needs(tx: Tx, { from, until }: Period) {
  const { rows } = await sql<{ domain: string; open: number; met: number }>`
    select domain, (count(*) filter (where ended_on is null))::int as open,
      (count(*) filter (where ending = 'met'))::int as met
    from read.need where identified_on between ${from} and ${until}
    group by 1 order by 2 desc, 1`.execute(tx)
  return rows
}

export async function referralsByState(tx: Tx, { from, until }: Period) {
  const { rows } = await sql<Cell>`select state as code, ${COUNT} from read.referral
    where sent_at >= ${from}::date and sent_at < ${until}::date + 1
    group by 1 order by 2 desc, 1`.execute(tx)
  return rows
}

export async function delivered(tx: Tx, { from, until }: Period) {
  const { rows } = await sql<{ services: number; people: number }>`
    select count(*)::int as services, count(distinct person)::int as people from fact
    where kind = 'service.delivered' and occurred_on between ${from} and ${until}`.execute(tx)
  return rows[0] ?? { services: 0, people: 0 }
}

export async function claimsByState(tx: Tx, { from, until }: Period) {
  const { rows } = await sql<Cell>`select state as code, ${COUNT} from read.claim
    where started_on between ${from} and ${until} group by 1 order by 2 desc, 1`.execute(tx)
  return rows
}

/** Statements of a period: what was asked for and what of it was paid, as decimal texts. */
export async function money(tx: Tx, { from, until }: Period) {
  const { rows } = await sql<{ currency: string; issued: string; paid: string }>`
    select currency, sum(total)::text as issued,
      coalesce(sum(total) filter (where paid_on is not null), 0)::text as paid
    from read.statement where issued_on between ${from} and ${until} group by 1 order by 1`.execute(tx)
  return rows
}

/** Whether the organisation is the one that runs the network. */
export async function leads(tx: Tx, organisation: string): Promise<boolean> {
  const { rows } = await sql`select from read.organisation where id = ${organisation} and lead`.execute(tx)
  return rows.length > 0
}

/** Who is handed figures, and of what class. */
export async function recipient(
  tx: Tx,
  id: string,
): Promise<{ name: string; class: OrganisationClass } | undefined> {
  const { rows } = await sql<{ name: string; class: OrganisationClass }>`
    select name, class from read.organisation where id = ${id}`.execute(tx)
  return rows[0]
}
