// Own services that nobody confirmed for a quarter, and figures of the network's, for roles that work with no person.
import { sql } from 'kysely'
import { beyond, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

/** What is offered is confirmed each quarter: people are sent to it. */
const OLD = sql`interval '90 days'`

export const worklist: Worklist = {
  work: [
    {
      kind: 'service.confirm',
      may: policy.offer,
      order: 'since',
      async lines({ tx, actor, receivedAt }, after, limit) {
        const { rows } = await sql<{ id: string; at: string; name: string }>`
          select s.id, s.assured_at as at, s.name from service s
          where s.organisation = ${actor.organisation} and s.closed_at is null
            and s.assured_at < ${receivedAt}::timestamptz - ${OLD} ${beyond(sql`s.assured_at`, sql`s.id`, after)}
          order by s.assured_at, s.id limit ${limit}`.execute(tx)
        return rows
      },
    },
  ],
  figures: [
    {
      figure: 'service.open',
      may: policy.read,
      period: 'now',
      roles: { communications: 1 },
      async value({ tx }) {
        const { rows } = await sql<{ n: number }>`
          select count(*)::int as n from service where closed_at is null`.execute(tx)
        return rows[0]?.n ?? 0
      },
    },
    {
      figure: 'service.unconfirmed',
      may: policy.read,
      period: 'now',
      roles: { communications: 3 },
      async value({ tx, receivedAt }) {
        const { rows } = await sql<{ n: number }>`
          select count(*)::int as n from service
          where closed_at is null and assured_at < ${receivedAt}::timestamptz - ${OLD}`.execute(tx)
        return rows[0]?.n ?? 0
      },
    },
  ],
}
