// Requests to move an organisation behind the firewall that another user made.
import { sql } from 'kysely'
import { beyond, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

export const worklist: Worklist = {
  work: [
    {
      kind: 'organisation_move.decide',
      may: policy.decideFirewall,
      order: 'since',
      async lines({ tx, actor }, after, limit) {
        const { rows } = await sql<{ id: string; at: string; name: string }>`
          select m.id, m.asked_at as at, o.name
          from organisation_move m join read.organisation o on o.id = m.moved
          where m.decided_at is null and m.asked_by <> ${actor.user}
            and exists (select from read.organisation l where l.id = ${actor.organisation} and l.lead)
            ${beyond(sql`m.asked_at`, sql`m.id`, after)}
          order by m.asked_at, m.id limit ${limit}`.execute(tx)
        return rows
      },
    },
  ],
}
