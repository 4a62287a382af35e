// Statements to pay, and the payer's own figures: what was bought and what was paid, never a person.
import { sql, type RawBuilder } from 'kysely'
import { beyond, type WorkContext, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

async function sums({ tx, actor, today }: WorkContext, which: RawBuilder<unknown>) {
  const { rows } = await sql<{ currency: string; amount: string }>`
    select s.currency, sum(s.total)::text as amount
    from statement s left join payment y on y.statement = s.id
    where s.payer = ${actor.organisation} and ${which} and s.issued_on >= ${`${today.slice(0, 4)}-01-01`}
    group by 1 order by 1`.execute(tx)
  return rows
}

export const worklist: Worklist = {
  work: [
    {
      kind: 'statement.pay',
      may: policy.pay,
      order: 'due',
      async lines({ tx, actor, today }, after, limit) {
        // Where the contract agrees no day, it waits from today on and is never late.
        const at = sql`coalesce(s.due_on, ${today}::date)`
        const { rows } = await sql<{
          id: string
          at: string
          name: string
          amount: string
          currency: string
        }>`
          select s.id, ${at} as at, o.name, s.total::text as amount, s.currency
          from statement s join read.organisation o on o.id = s.organisation
          where s.payer = ${actor.organisation} and s.total > 0
            and not exists (select from payment y where y.statement = s.id)
            ${beyond(at, sql`s.id`, after)}
          order by 2, s.id limit ${limit}`.execute(tx)
        return rows.map(({ amount, currency, ...row }) => ({ ...row, money: { amount, currency } }))
      },
    },
  ],
  figures: [
    {
      figure: 'statement.bought',
      may: policy.pay,
      period: 'year',
      roles: { funder: 1 },
      async value({ tx, actor, today }) {
        const { rows } = await sql<{ n: number }>`
          select count(distinct l.claim)::int as n from statement_line l join statement s on s.id = l.statement
          where s.payer = ${actor.organisation} and s.issued_on >= ${`${today.slice(0, 4)}-01-01`}`.execute(
          tx,
        )
        return rows[0]?.n ?? 0
      },
    },
    {
      figure: 'statement.paid',
      may: policy.pay,
      period: 'year',
      roles: { funder: 2 },
      value: (ctx) => sums(ctx, sql`y.id is not null`),
    },
    {
      figure: 'statement.owed',
      may: policy.pay,
      period: 'year',
      roles: { funder: 3 },
      value: (ctx) => sums(ctx, sql`y.id is null`),
    },
  ],
}
