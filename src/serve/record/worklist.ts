// Pairs of records that may be one person, and how many people were registered.
import { sql } from 'kysely'
import { addDays } from '../../kernel/time.ts'
import { beyond, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

export const worklist: Worklist = {
  work: [
    {
      kind: 'duplicate.decide',
      may: policy.decideDuplicates,
      order: 'since',
      shows: { purpose: 'duplicates', fields: ['identity'] },
      async lines({ tx, actor }, after, limit) {
        const { rows } = await sql<{ id: string; at: string; person: string; name: string | null }>`
          select d.other as id, d.noticed_at as at, d.person, coalesce(p.called, p.given_names) as name
          from duplicate_pair d join read.person_shown p on p.person = d.person
            join person o on o.person = d.other
          where d.organisation = ${actor.organisation} and d.state in ('open', 'unsure')
            and (d.assigned_to is null or d.assigned_to = ${actor.user})
            -- One line for a record, however many others it is like.
            and not exists (select from duplicate_pair e where e.other = d.other and e.state in ('open', 'unsure')
              and (e.assigned_to is null or e.assigned_to = ${actor.user}) and e.organisation = d.organisation and (e.noticed_at, e.person) < (d.noticed_at, d.person))
            ${beyond(sql`d.noticed_at`, sql`d.other`, after)}
          order by d.noticed_at, d.other limit ${limit}`.execute(tx)
        return rows
      },
    },
  ],
  figures: [
    {
      figure: 'person.registered',
      may: policy.search,
      period: 'week',
      roles: { front_desk: 1, orientation: 2 },
      ofPeople: true,
      async value({ tx, actor, today }) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from read.person_fact
          where kind = 'person.registered' and occurred_on between ${addDays(today, -6)} and ${today}
            and organisation = ${actor.organisation}`.execute(tx)
        return rows[0]?.n ?? 0
      },
    },
  ],
}
