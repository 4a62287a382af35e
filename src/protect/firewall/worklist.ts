// Demands of authorities that nobody answered.
import { sql } from 'kysely'
import { beyond, type WorkKind, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

const kind = (name: string, order: 'due' | 'since'): WorkKind => ({
  kind: name,
  may: policy.decideDemands,
  order,
  async lines({ tx, actor }, after, limit) {
    const at = order === 'due' ? sql`d.answer_by` : sql`d.noted_at`
    const { rows } = await sql<{ id: string; at: string | null; name: string }>`
      select d.id, ${at} as at, d.authority as name from demand d
      where d.organisation = ${actor.organisation} and (d.answer_by is not null) = ${order === 'due'}
        and not exists (select from demand_decision x where x.demand = d.id) ${beyond(at, sql`d.id`, after)}
      order by ${at}, d.id limit ${limit}`.execute(tx)
    return rows.flatMap(({ at: when, ...row }) => (when === null ? [] : [{ ...row, at: when }]))
  },
})

export const worklist: Worklist = {
  work: [kind('demand.answer', 'due'), kind('demand.decide', 'since')],
}
