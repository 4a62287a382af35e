// Lists of people that wait for a second person, and those that whoever asked may now take.
import { sql } from 'kysely'
import { beyond, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

export const worklist: Worklist = {
  work: [
    {
      kind: 'export.decide',
      may: policy.exportPeople,
      order: 'since',
      async lines({ tx, actor, receivedAt }, after, limit) {
        const { rows } = await sql<{ id: string; at: string; name: string | null; text: string }>`
          select x.id, x.asked_at as at, u.name, x.words as text
          from people_export x left join read.app_user u on u.id = x.asked_by
          where x.organisation = ${actor.organisation} and x.state = 'asked' and x.asked_by <> ${actor.user}
            and x.until > ${receivedAt}::timestamptz ${beyond(sql`x.asked_at`, sql`x.id`, after)}
          order by x.asked_at, x.id limit ${limit}`.execute(tx)
        return rows
      },
    },
    {
      kind: 'export.take',
      may: policy.exportPeople,
      order: 'since',
      async lines({ tx, actor, receivedAt }, after, limit) {
        // Without a second person it is taken at once, and not listed as work.
        const { rows } = await sql<{ id: string; at: string | null; name: string | null; text: string }>`
          select x.id, x.decided_at as at, u.name, x.words as text
          from people_export x left join read.app_user u on u.id = x.decided_by
          where x.organisation = ${actor.organisation} and x.asked_by = ${actor.user} and x.state = 'allowed'
            and x.taken_at is null and x.decided_at is not null and x.until > ${receivedAt}::timestamptz
            ${beyond(sql`x.decided_at`, sql`x.id`, after)}
          order by x.decided_at, x.id limit ${limit}`.execute(tx)
        return rows.flatMap(({ at, ...row }) => (at === null ? [] : [{ ...row, at }]))
      },
    },
  ],
}
