// Work of lost or withdrawn devices that waits for a decision, and how many devices there are.
import { sql } from 'kysely'
import type { Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

export const worklist: Worklist = {
  work: [
    {
      kind: 'device.decide_late',
      may: policy.decideLate,
      order: 'since',
      // Decided on together, on the screen of what needs attention: one line for all.
      async lines({ tx, actor }, after) {
        if (after !== undefined) return []
        const { rows } = await sql<{ id: string | null; at: string | null; count: number }>`
          select (array_agg(l.id order by l.occurred_at))[1] as id, min(l.handed_at) as at, count(*)::int as count
          from late_command l
          where l.organisation = ${actor.organisation} and l.input is not null and l.discarded_at is null
            and not exists (select from command_log c
              where c.outcome = 'applied' and (c.id = l.id or c.replaces = l.id))`.execute(tx)
        return rows.flatMap(({ id, at, count }) => (id === null || at === null ? [] : [{ id, at, count }]))
      },
    },
  ],
  figures: [
    {
      figure: 'device.active',
      may: policy.answerForAll,
      period: 'now',
      roles: { administrator: 3 },
      async value({ tx, actor }) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from device
          where organisation = ${actor.organisation} and revoked_at is null`.execute(tx)
        return rows[0]?.n ?? 0
      },
    },
  ],
}
