// Steps that are due, and figures of cases.
import { sql } from 'kysely'
import { addDays } from '../../kernel/time.ts'
import { beyond, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

/** Days ahead that a step is listed. */
const AHEAD = 7

export const worklist: Worklist = {
  work: [
    {
      kind: 'plan.step',
      may: policy.read,
      order: 'due',
      shows: { purpose: 'care', fields: ['plan'] },
      async lines({ tx, actor, today }, after, limit) {
        const { rows } = await sql<{
          id: string
          at: string | null
          person: string
          name: string | null
          text: string
        }>`
          select s.id, s.due_on as at, s.person, coalesce(p.called, p.given_names) as name, s.text
          from plan_step s join read.person p on p.person = s.person
          where s.organisation = ${actor.organisation} and s.state = 'open' and s.due_on <= ${addDays(today, AHEAD)}
            ${beyond(sql`s.due_on`, sql`s.id`, after)}
          order by s.due_on, s.id limit ${limit}`.execute(tx)
        return rows.flatMap(({ at, ...row }) => (at === null ? [] : [{ ...row, at }]))
      },
    },
  ],
  figures: [
    {
      figure: 'case.mine',
      may: policy.plan,
      period: 'now',
      roles: { case_manager: 1 },
      async value({ tx, actor }) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from case_file
          where manager = ${actor.user} and organisation = ${actor.organisation} and closed_at is null`.execute(
          tx,
        )
        return rows[0]?.n ?? 0
      },
    },
    {
      figure: 'case.open',
      may: policy.read,
      period: 'now',
      roles: { supervisor: 1 },
      ofPeople: true,
      async value({ tx, actor }) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from case_file
          where organisation = ${actor.organisation} and closed_at is null`.execute(tx)
        return rows[0]?.n ?? 0
      },
    },
    {
      figure: 'plan.late',
      may: policy.read,
      period: 'now',
      roles: { case_manager: 2, supervisor: 2, orientation: 3 },
      ofPeople: true,
      async value({ tx, actor, today }) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from plan_step
          where organisation = ${actor.organisation} and state = 'open' and due_on < ${today}`.execute(tx)
        return rows[0]?.n ?? 0
      },
    },
  ],
}
