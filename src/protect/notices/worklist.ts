// What this organisation must stop using, until it says that it did.
import { sql } from 'kysely'
import { beyond, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

export const worklist: Worklist = {
  work: [
    {
      kind: 'consent.acknowledge',
      may: policy.acknowledge,
      order: 'since',
      shows: { purpose: 'consent', fields: ['called', 'consent'] },
      async lines({ tx, actor }, after, limit) {
        const { rows } = await sql<{
          id: string
          at: string
          person: string
          name: string | null
          by: string
        }>`
          select n.id, n.told_at as at, n.person, n.called as name, t.name as by
          from consent_notice n join read.organisation t on t.id = n.told_by
          where n.organisation = ${actor.organisation} and n.acknowledged_at is null
            ${beyond(sql`n.told_at`, sql`n.id`, after)}
          order by n.told_at, n.id limit ${limit}`.execute(tx)
        return rows
      },
    },
  ],
}
