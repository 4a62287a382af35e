// How many organisations the network has: for roles that work with no person.
import { sql } from 'kysely'
import type { Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

export const worklist: Worklist = {
  figures: [
    {
      figure: 'organisation.working',
      may: policy.seeDirectory,
      period: 'now',
      roles: { communications: 2 },
      async value({ tx }) {
        const { rows } = await sql<{ n: number }>`
          select count(*)::int as n from read.organisation where closed_at is null`.execute(tx)
        return rows[0]?.n ?? 0
      },
    },
  ],
}
