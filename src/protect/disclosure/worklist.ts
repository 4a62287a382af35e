// How many records were opened, for those who watch over the log.
import { sql } from 'kysely'
import type { Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

export const worklist: Worklist = {
  figures: [
    {
      figure: 'disclosure.people',
      may: policy.oversee,
      period: 'week',
      roles: { data_protection_officer: 3 },
      ofPeople: true,
      async value({ tx, actor, receivedAt }) {
        const { rows } = await sql<{ n: number }>`select count(distinct person)::int as n from disclosure
          where organisation = ${actor.organisation} and at >= ${receivedAt}::timestamptz - interval '7 days'`.execute(
          tx,
        )
        return rows[0]?.n ?? 0
      },
    },
  ],
}
