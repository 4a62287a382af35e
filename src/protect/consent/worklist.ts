// Yeses that wait for the keeper's proof, and noes of other organisations to ask the person about.
import { sql, type RawBuilder } from 'kysely'
import type { Actor, May } from '../../kernel/actor.ts'
import {
  beyond,
  type WorkContext,
  type WorkFound,
  type WorkKind,
  type Worklist,
} from '../../platform/worklist.ts'
import * as policy from './policy.ts'

const AT = sql`coalesce(c.withdrawn_at, c.given_at)`

async function select(
  { tx, actor }: WorkContext,
  which: RawBuilder<unknown>,
  after: Parameters<WorkKind['lines']>[1],
  limit: number,
): Promise<WorkFound[]> {
  const { rows } = await sql<{
    id: string
    at: string | null
    person: string
    name: string | null
    by: string
  }>`
    select c.id, ${AT} as at, c.person, coalesce(p.called, p.given_names) as name, w.name as by
    from consent c
    join read.person p on p.person = c.person
    join read.organisation w on w.id = coalesce(c.withdrawn_organisation, c.organisation)
    where p.organisation = ${actor.organisation} and ${which} ${beyond(AT, sql`c.id`, after)}
    order by ${AT}, c.id limit ${limit}`.execute(tx)
  return rows.flatMap(({ at, ...row }) => (at === null ? [] : [{ ...row, at }]))
}

/** Whoever may attend to it: it is listed for `read`, and done with `record`. */
const may: May = Object.assign(
  (actor: Actor) => {
    const reads = policy.read(actor)
    return reads === true ? policy.record(actor) : reads
  },
  policy.read.permission && { permission: policy.read.permission },
)

const kind = (name: string, which: (ctx: WorkContext) => RawBuilder<unknown>): WorkKind => ({
  kind: name,
  may,
  order: 'since',
  shows: { purpose: 'care', fields: ['called', 'consent'] },
  lines: (ctx, after, limit) => select(ctx, which(ctx), after, limit),
})

export const worklist: Worklist = {
  work: [
    kind(
      'consent.confirm',
      ({ today }) =>
        sql`c.said = 'yes' and c.opened_at is null and c.withdrawn_at is null and c.expires_on >= ${today}`,
    ),
    kind(
      'consent.ask',
      () => sql`c.no_review is null and (c.said = 'no' and c.organisation <> p.organisation
        or c.withdrawn_organisation is not null and c.withdrawn_organisation <> p.organisation)`,
    ),
  ],
}
