// Returns what happened to a person and who saw their record, as far as the caller may read it.
import { readCursor } from '../../kernel/cursor.ts'
import { personUnknown } from '../../kernel/problems.ts'
import { withPrincipals } from '../../identity/principals/reads.ts'
import { answer, type Capability, type QueryContext } from '../../platform/capability.ts'
import { keptBack } from '../../protect/consent/operations.ts'
import { PARTS, partsOfFact } from '../record/operations.ts'
import { getTimeline } from './operations.ts'
import * as policy from './policy.ts'
import { joinTimelines } from './rules.ts'
import * as sql from './sql.ts'

/** Names who acted; a person in their own view acts under their own id. */
async function named<Row extends { actor: string; actor_name: string | null }>(
  ctx: QueryContext,
  rows: readonly Row[],
  person: string,
) {
  return (await withPrincipals(ctx, rows)).map(({ actor, actor_name: actorName, actor_kind, ...row }) => {
    const actorPrincipal = actor === person ? ('link' as const) : actor_kind
    return { ...row, actorName, ...(actorPrincipal && { actorPrincipal }) }
  })
}

const gettingTimeline = answer(getTimeline, {
  may: policy.read,
  joining: { by: 'id', join: joinTimelines },
  async run(ctx, { id, before, nouns, limit = 50 }) {
    const cursor = before === undefined ? undefined : readCursor(before)
    const sealed = policy.knowSealed(ctx.actor) === true
    // Three queries over one connection; each returns only what the actor may see.
    const [record, facts, seen] = await Promise.all([
      sql.shownOf(ctx.tx, id),
      sql.timeline(ctx.tx, id, {
        before: cursor && { occurredAt: cursor.at, id: cursor.id },
        nouns,
        plan: policy.readPlan(ctx.actor) === true,
        limit: limit + 1,
      }),
      cursor ? [] : sql.accesses(ctx.tx, id, ctx.actor.timeZone, { sealed }),
    ])
    if (!record) throw personUnknown()
    const page = facts.slice(0, limit)
    const last = page.at(-1)
    // Facts about a part that is closed now are left out, also those shared while it was open.
    const { shown } = record
    const closed: readonly string[] = shown ? PARTS.filter((part) => !shown.includes(part)) : []
    const open = page.filter(
      (fact) =>
        fact.organisation === ctx.actor.organisation ||
        partsOfFact(fact.kind, fact.data).every((part) => !closed.includes(part)),
    )
    const of = { person: id, recipient: ctx.actor.organisation }
    // A page may be empty while later pages are not; only when the whole timeline is hidden is the query
    // refused.
    const isWhole = !cursor && nouns === undefined && facts.length === page.length
    const withheld = keptBack(of, PARTS, shown, isWhole && page.length > 0 && open.length === 0)
    const fields = open.some(({ text }) => text !== undefined) ? ['timeline', 'plan'] : ['timeline']
    ctx.disclose([{ person: id, fields, purpose: 'record' }])
    return {
      facts: await named(ctx, open, id),
      seen: await named(ctx, seen, id),
      next: facts.length > limit && last ? `${last.occurredAt}~${last.id}` : null,
      withheld,
    }
  },
})

export const capability: Capability = { name: 'timeline', handlers: [gettingTimeline] }
