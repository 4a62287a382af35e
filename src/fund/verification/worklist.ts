// Claims that a verifier has to judge, and the verifier's own figures: claims by pseudonym, never a person.
import { sql } from 'kysely'
import { beyond, type WorkContext, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

async function count({ tx, actor }: WorkContext, state: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from read.claim
    where verifier = ${actor.organisation} and state = ${state}`.execute(tx)
  return rows[0]?.n ?? 0
}

export const worklist: Worklist = {
  work: [
    {
      kind: 'verification.judge',
      may: policy.judge,
      order: 'since',
      async lines(ctx, after, limit) {
        const { rows } = await sql<{
          id: string
          at: string | null
          name: string
          by: string
          outcome: string
        }>`
          select c.id, c.submitted_at as at, c.pseudonym as name, o.name as by, c.outcome
          from read.claim c join read.organisation o on o.id = c.organisation
          where c.verifier = ${ctx.actor.organisation} and c.state = 'submitted'
            ${beyond(sql`c.submitted_at`, sql`c.id`, after)}
          order by c.submitted_at, c.id limit ${limit}`.execute(ctx.tx)
        return rows.flatMap(({ at, outcome, ...row }) =>
          at === null
            ? []
            : [
                {
                  ...row,
                  at,
                  label: ctx.pack.pack.outcomes.find(({ code }) => code === outcome)?.label ?? null,
                },
              ],
        )
      },
    },
  ],
  figures: [
    {
      figure: 'verification.waiting',
      may: policy.judge,
      period: 'now',
      roles: { verifier: 1 },
      value: (ctx) => count(ctx, 'submitted'),
    },
    {
      figure: 'verification.returned',
      may: policy.judge,
      period: 'now',
      roles: { verifier: 2 },
      value: (ctx) => count(ctx, 'returned'),
    },
    {
      figure: 'verification.decided',
      may: policy.judge,
      period: 'month',
      roles: { verifier: 3 },
      async value({ tx, actor, today }) {
        // What was taken back is no decision; a withdrawal is not one more.
        const { rows } = await sql<{ n: number }>`
          select (count(*) filter (where decision in ('accept', 'reject', 'ask'))
            - count(*) filter (where decision = 'take_back'))::int as n
          from verification
          where organisation = ${actor.organisation} and decided_at >= ${`${today.slice(0, 7)}-01`}::date`.execute(
          tx,
        )
        return rows[0]?.n ?? 0
      },
    },
  ],
}
