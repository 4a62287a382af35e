// Overrides of what a person decided: those that wait for a second user, and those to review afterwards.
import { sql, type RawBuilder } from 'kysely'
import {
  beyond,
  type WorkContext,
  type WorkFound,
  type WorkKind,
  type Worklist,
} from '../../platform/worklist.ts'
import * as policy from './policy.ts'

async function select(
  { tx }: WorkContext,
  which: RawBuilder<unknown>,
  after: Parameters<WorkKind['lines']>[1],
  limit: number,
): Promise<WorkFound[]> {
  const { rows } = await sql<{ id: string; at: string; person: string; name: string | null; by: string }>`
    select v.id, v.asked_at as at, v.person, coalesce(p.called, p.given_names) as name, r.name as by
    from consent_override v
    join read.organisation r on r.id = v.recipient
    left join read.person p on p.person = v.person
    where ${which} ${beyond(sql`v.asked_at`, sql`v.id`, after)}
    order by v.asked_at, v.id limit ${limit}`.execute(tx)
  return rows
}

const kind = (
  name: string,
  may: WorkKind['may'],
  which: (ctx: WorkContext) => RawBuilder<unknown>,
): WorkKind => ({
  kind: name,
  may,
  order: 'since',
  shows: { purpose: 'oversight', fields: ['consent'] },
  lines: (ctx, after, limit) => select(ctx, which(ctx), after, limit),
})

export const worklist: Worklist = {
  work: [
    kind(
      'override.decide',
      policy.decideOverride,
      ({ actor }) =>
        sql`v.organisation = ${actor.organisation} and v.state = 'asked' and v.asked_by <> ${actor.user}`,
    ),
    kind(
      'override.review',
      policy.reviewOverride,
      ({ actor }) =>
        sql`v.organisation = ${actor.organisation} and v.state = 'allowed' and v.verdict is null`,
    ),
  ],
}
