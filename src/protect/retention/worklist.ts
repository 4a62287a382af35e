// Erasures to decide on, and how many.
import { sql } from 'kysely'
import { beyond, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

export const worklist: Worklist = {
  work: [
    {
      kind: 'erasure.decide',
      may: policy.decide,
      order: 'since',
      shows: { purpose: 'oversight', fields: ['identity'] },
      async lines({ tx, actor }, after, limit) {
        const { rows } = await sql<{ id: string; at: string; person: string; name: string | null }>`
          select r.id, r.noted_at as at, r.person, coalesce(p.called, p.given_names) as name
          from erasure_review r left join read.person p on p.person = r.person
          where r.organisation = ${actor.organisation} and r.state = 'open' ${beyond(sql`r.noted_at`, sql`r.id`, after)}
          order by r.noted_at, r.id limit ${limit}`.execute(tx)
        return rows
      },
    },
  ],
  figures: [
    {
      figure: 'erasure.open',
      may: policy.decide,
      period: 'now',
      roles: { data_protection_officer: 1 },
      ofPeople: true,
      async value({ tx, actor }) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from erasure_review
          where organisation = ${actor.organisation} and state = 'open'`.execute(tx)
        return rows[0]?.n ?? 0
      },
    },
  ],
}
