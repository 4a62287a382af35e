// Begins a check when a child heads a household, however that came to be known, and takes in what came of it.
import { kindOf } from '../../kernel/fact.ts'
import type { Id } from '../../kernel/words.ts'
import { listen, on, type Capability, type CommandContext } from '../../platform/capability.ts'
import { personErased, takesIn } from '../../protect/retention/facts.ts'
import { householdFacts } from '../households/facts.ts'
import { personFacts } from '../record/facts.ts'
import { endChildCheck } from './operations.ts'
import * as policy from './policy.ts'
import { childCheckUnknown } from './problems.ts'
import { mayBeChild } from './rules.ts'
import * as sql from './sql.ts'

const ending = on(endChildCheck, {
  may: policy.check,
  async run(ctx, { person, id, outcome }) {
    const ended = { person, id, outcome, by: ctx.actor.user, at: ctx.receivedAt }
    if (!(await sql.end(ctx.tx, ended))) throw childCheckUnknown()
    return {}
  },
})

/** Whoever notes it may not read the check, nor all of the household: it is begun as the system. */
const follow = (ctx: CommandContext, person: Id): Promise<void> =>
  ctx.asSystem(async () => {
    const head = await sql.headed(ctx.tx, person)
    const isChild = head !== undefined && mayBeChild(head.latest, ctx.today)
    await sql.endOthers(ctx.tx, person, isChild ? head.household : null, ctx.receivedAt)
    if (!isChild) return
    const { household, organisation } = head
    await sql.begin(ctx.tx, { person, id: ctx.newId(), organisation, household, at: ctx.receivedAt })
  })

export const capability: Capability = {
  name: 'child-checks',
  handlers: [ending],
  heldOtherwise: { child_check: 'protected: read at the centre' },
  listeners: [
    ...(['household.formed', 'household.member_added', 'household.member_removed'] as const).map((kind) =>
      listen(kindOf(householdFacts, kind), (ctx, { person }) => follow(ctx, person)),
    ),
    listen(kindOf(personFacts, 'person.changed'), async (ctx, { person, data }) => {
      if (data.fields.includes('born')) await follow(ctx, person)
    }),
    listen(personErased, async (ctx, erased) => {
      if (takesIn(erased, 'sensitive')) await ctx.asSystem(() => sql.erase(ctx.tx, erased))
    }),
  ],
}
