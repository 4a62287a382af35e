// Checks on children who head a household, for those who are let in to such matters.
import { sql } from 'kysely'
import { beyond, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

export const worklist: Worklist = {
  work: [
    {
      kind: 'child_check.end',
      may: policy.check,
      order: 'since',
      shows: { purpose: 'care', fields: ['identity'] },
      async lines({ tx, actor }, after, limit) {
        const { rows } = await sql<{ id: string; at: string; person: string; name: string | null }>`
          select c.id, c.begun_at as at, c.person, coalesce(p.called, p.given_names) as name
          from child_check c join read.person_shown p on p.person = c.person
          where c.organisation = ${actor.organisation} and c.ended_at is null
            ${beyond(sql`c.begun_at`, sql`c.id`, after)}
          order by c.begun_at, c.id limit ${limit}`.execute(tx)
        return rows
      },
    },
  ],
}
