// Claims that wait for evidence or for their submission, running clocks near their end, and figures of them.
import { sql } from 'kysely'
import type { Label } from '../../kernel/packs/pack.ts'
import { addDays } from '../../kernel/time.ts'
import {
  beyond,
  type WorkContext,
  type WorkFound,
  type WorkKind,
  type Worklist,
} from '../../platform/worklist.ts'
import * as policy from './policy.ts'
import { clock } from './rules.ts'

const shows = { purpose: 'outcomes', fields: ['name', 'outcome'] }
/** Days before the end of a clock from which its evidence is collected. */
const AHEAD = 14

/** Labels by the release in force: the claim itself shows those of its own. */
const labelOf = ({ pack }: WorkContext, code: string): Label | null =>
  pack.pack.outcomes.find((one) => one.code === code)?.label ?? null

async function claims(
  ctx: WorkContext,
  { state, until }: { state: string; until?: string },
  after: Parameters<WorkKind['lines']>[1],
  limit: number,
): Promise<WorkFound[]> {
  const { rows } = await sql<{
    id: string
    at: string
    person: string
    name: string | null
    outcome: string
    started_on: string
  }>`
    select c.id, c.due_on as at, c.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as name,
      c.outcome, c.started_on
    from claim c left join read.person p on p.person = c.person
    where c.organisation = ${ctx.actor.organisation} and c.state = ${state}
      ${until === undefined ? sql`` : sql`and c.due_on <= ${until}`} ${beyond(sql`c.due_on`, sql`c.id`, after)}
    order by c.due_on, c.id limit ${limit}`.execute(ctx.tx)
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    person: row.person,
    name: row.name,
    label: labelOf(ctx, row.outcome),
    clock: row.started_on === row.at ? null : clock(row.started_on, row.at, ctx.today),
  }))
}

/** Since the day the outcome was achieved: noon of UTC, which is of that day in every country that has people. */
const kind = (name: string, may: WorkKind['may'], state: string): WorkKind => ({
  kind: name,
  may,
  order: 'since',
  shows,
  async lines(ctx, after, limit) {
    const found = await claims(ctx, { state }, after, limit)
    return found.map((line) => ({ ...line, at: `${line.at}T12:00:00.000Z` }))
  },
})

async function count({ tx, actor }: WorkContext, state: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from claim
    where organisation = ${actor.organisation} and state = ${state}`.execute(tx)
  return rows[0]?.n ?? 0
}

export const worklist: Worklist = {
  work: [
    {
      kind: 'outcome.clock',
      may: policy.attach,
      order: 'due',
      shows,
      lines: (ctx, after, limit) =>
        claims(ctx, { state: 'running', until: addDays(ctx.today, AHEAD) }, after, limit),
    },
    kind('outcome.evidence', policy.attach, 'evidence_missing'),
    kind('outcome.returned', policy.attach, 'returned'),
    kind('outcome.submit', policy.submit, 'ready'),
  ],
  figures: [
    {
      figure: 'outcome.evidence',
      may: policy.attach,
      period: 'now',
      roles: { case_manager: 3 },
      ofPeople: true,
      value: (ctx) => count(ctx, 'evidence_missing'),
    },
  ],
}
