// Links that another organisation proposed and that wait for an answer.
import { sql } from 'kysely'
import { beyond, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

export const worklist: Worklist = {
  work: [
    {
      kind: 'link.answer',
      may: policy.link,
      order: 'since',
      shows: { purpose: 'record_link', fields: ['identity'] },
      async lines({ tx, actor }, after, limit) {
        const { rows } = await sql<{
          id: string
          at: string
          person: string
          name: string | null
          by: string | null
        }>`
          select l.id, l.proposed_at as at, l.person, coalesce(p.called, p.given_names) as name, o.name as by
          from record_link l join read.person_shown p on p.person = l.person
            left join read.organisation o on o.id = l.other_organisation
          where l.organisation = ${actor.organisation} and l.state = 'proposed' and not l.proposer
            ${beyond(sql`l.proposed_at`, sql`l.id`, after)}
          order by l.proposed_at, l.id limit ${limit}`.execute(tx)
        return rows
      },
    },
  ],
}
