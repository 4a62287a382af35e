// Figures of the services of the network, for roles that work with no person.
import { sql } from 'kysely'
import type { Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

export const worklist: Worklist = {
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
          where closed_at is null and assured_at < ${receivedAt}::timestamptz - interval '90 days'`.execute(
          tx,
        )
        return rows[0]?.n ?? 0
      },
    },
  ],
}
