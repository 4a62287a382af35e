// SQL of the figures of a year: what was bought, stated and paid.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'

export type BoughtRow = { contract: string; month: string; outcome: string; claim: string; amount: string }

/** Results of the year: when each was first stated, and the sum of its lines. */
export async function bought(tx: Tx, year: number): Promise<BoughtRow[]> {
  const { rows } = await sql<BoughtRow>`
    select l.contract, to_char(min(s.issued_on), 'YYYY-MM') as month, l.outcome, l.claim, sum(l.amount)::text as amount
    from statement_line l join statement s on s.id = l.statement
    where s.issued_on >= make_date(${year}, 1, 1) and s.issued_on < make_date(${year} + 1, 1, 1)
    group by l.contract, l.outcome, l.claim
  `.execute(tx)
  return rows
}

export type StatedRow = { contract: string; month: string; currency: string; stated: string; paid: string }

export async function stated(tx: Tx, year: number): Promise<StatedRow[]> {
  const { rows } = await sql<StatedRow>`
    select s.contract, to_char(s.issued_on, 'YYYY-MM') as month, s.currency, sum(s.total)::text as stated,
      coalesce(sum(s.total) filter (where y.id is not null), 0)::text as paid
    from statement s left join payment y on y.statement = s.id
    where s.issued_on >= make_date(${year}, 1, 1) and s.issued_on < make_date(${year} + 1, 1, 1)
    group by 1, 2, 3 order by 2, 1
  `.execute(tx)
  return rows
}

export async function years(tx: Tx): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct extract(year from issued_on)::int as year from statement order by 1 desc`.execute(tx)
  return rows.map(({ year }) => year)
}
