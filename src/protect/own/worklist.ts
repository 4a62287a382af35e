// Corrections that people asked for and nobody answered, and how many.
import { sql } from 'kysely'
import { beyond, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

export const worklist: Worklist = {
  work: [
    {
      kind: 'correction.answer',
      may: policy.answer,
      order: 'since',
      shows: { purpose: 'care', fields: ['called'] },
      async lines({ tx, actor }, after, limit) {
        const { rows } = await sql<{ id: string; at: string; person: string; name: string | null }>`
          select c.id, c.asked_at as at, c.person, coalesce(p.called, p.given_names) as name
          from correction c left join read.person p on p.person = c.person
          where c.organisation = ${actor.organisation} and c.state = 'open' ${beyond(sql`c.asked_at`, sql`c.id`, after)}
          order by c.asked_at, c.id limit ${limit}`.execute(tx)
        return rows
      },
    },
  ],
  figures: [
    {
      figure: 'correction.open',
      may: policy.answer,
      period: 'now',
      roles: { data_protection_officer: 2 },
      ofPeople: true,
      async value({ tx, actor }) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from correction
          where organisation = ${actor.organisation} and state = 'open'`.execute(tx)
        return rows[0]?.n ?? 0
      },
    },
  ],
}
