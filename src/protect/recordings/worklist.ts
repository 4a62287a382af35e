// Recordings that wait for somebody else than who made them.
import { sql } from 'kysely'
import { beyond, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

export const worklist: Worklist = {
  work: [
    {
      kind: 'recording.confirm',
      may: policy.confirm,
      order: 'since',
      async lines({ tx, actor }, after, limit) {
        const { rows } = await sql<{ id: string; at: string; by: string | null }>`
          select r.id, r.recorded_at as at, u.name as by from recording r left join read.app_user u on u.id = r.recorded_by
          where r.organisation = ${actor.organisation} and r.retired_at is null and r.confirmed_by is null
            and r.recorded_by <> ${actor.user} ${beyond(sql`r.recorded_at`, sql`r.id`, after)}
          order by r.recorded_at, r.id limit ${limit}`.execute(tx)
        return rows
      },
    },
  ],
}
