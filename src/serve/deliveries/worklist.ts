// How many services were given.
import { sql } from 'kysely'
import { addDays } from '../../kernel/time.ts'
import type { Figure, WorkContext, Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

const given = (
  figure: string,
  period: Figure['period'],
  roles: Figure['roles'],
  since: (ctx: WorkContext) => string,
): Figure => ({
  figure,
  may: policy.read,
  period,
  roles,
  ofPeople: true,
  async value(ctx) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from delivery
      where organisation = ${ctx.actor.organisation} and delivered_on between ${since(ctx)} and ${ctx.today}`.execute(
      ctx.tx,
    )
    return rows[0]?.n ?? 0
  },
})

export const worklist: Worklist = {
  figures: [
    given('delivery.week', 'week', { front_desk: 3 }, ({ today }) => addDays(today, -6)),
    given('delivery.month', 'month', { provider: 3 }, ({ today }) => `${today.slice(0, 7)}-01`),
  ],
}
