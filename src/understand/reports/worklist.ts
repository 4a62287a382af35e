// The month in two figures, for those who read the overview.
import { sql } from 'kysely'
import type { Figure, Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

const facts = (figure: string, kind: string, roles: Figure['roles']): Figure => ({
  figure,
  may: policy.read,
  period: 'month',
  roles,
  ofPeople: true,
  async value({ tx, actor, today }) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from read.person_fact
      where kind = ${kind} and occurred_on between ${`${today.slice(0, 7)}-01`} and ${today}
        and organisation = ${actor.organisation}`.execute(tx)
    return rows[0]?.n ?? 0
  },
})

export const worklist: Worklist = {
  figures: [
    facts('report.registered', 'person.registered', { coordinator: 1, analyst: 1 }),
    facts('report.delivered', 'service.delivered', { coordinator: 3, analyst: 2 }),
  ],
}
