// Moves an organisation behind the firewall: one person asks and another decides, and everything it was
// allowed to do and see ends.
import { onlySystem } from '../../kernel/actor.ts'
import { isBehindFirewall } from '../../kernel/firewall.ts'
import type { Id } from '../../kernel/words.ts'
import {
  answer,
  job,
  on,
  type Capability,
  type CommandContext,
  type QueryContext,
} from '../../platform/capability.ts'
import { endOverride } from '../overrides/operations.ts'
import { withdrawConsent } from '../consent/operations.ts'
import { closeMoved } from '../../identity/organisations/operations.ts'
import { organisationNotLead, organisationUnknown } from '../../identity/organisations/problems.ts'
import { askMove, decideMove, endSharing, listMoves } from './operations.ts'
import * as policy from './policy.ts'
import {
  organisationMoveAskedAlready,
  organisationMoveDecided,
  organisationMoveNotPossible,
  organisationMoveOwn,
  organisationMoveUnknown,
} from './problems.ts'
import * as sql from './sql.ts'

const END_SHARING = 'organisation_move.end_sharing'

const handlers: Capability['handlers'] = [
  on(askMove, {
    may: policy.decideFirewall,
    async run(ctx, { id, organisation, class: to, because }) {
      await requireLead(ctx)
      const found = await sql.findOrganisation(ctx.tx, organisation)
      if (!found) throw organisationUnknown()
      if (found.lead || found.closed_at !== null || isBehindFirewall(found.class))
        throw organisationMoveNotPossible()
      const { organisation: lead, user } = ctx.actor
      await sql.insertMove(ctx.tx, {
        id,
        organisation: lead,
        moved: organisation,
        class: to,
        because,
        by: user,
        at: ctx.receivedAt,
      })
      return { id }
    },
  }),
  on(decideMove, {
    may: policy.decideFirewall,
    async run(ctx, { id, allow }) {
      await requireLead(ctx)
      const move = await sql.lockMove(ctx.tx, id)
      if (!move) throw organisationMoveUnknown()
      if (move.allowed !== null) throw organisationMoveDecided()
      if (move.asked_by === ctx.actor.user) throw organisationMoveOwn()
      await sql.decideMove(ctx.tx, { id, allowed: allow, by: ctx.actor.user, at: ctx.receivedAt })
      if (!allow) return {}
      const old = await sql.findOrganisation(ctx.tx, move.moved)
      if (!old || old.closed_at !== null || old.lead) throw organisationMoveNotPossible()
      const { organisation } = await ctx.run(closeMoved, { organisation: old.id, class: move.class })
      await endAll(ctx, old.id, move.because)
      return { organisation }
    },
  }),
  // Facts that listeners recorded because of the decision were shared with the organisation too: they are
  // unshared after it.
  on(endSharing, {
    may: onlySystem,
    async run({ tx }, { organisation }) {
      await sql.endSharing(tx, organisation)
      return {}
    },
  }),
  answer(listMoves, {
    may: policy.decideFirewall,
    async run(ctx) {
      await requireLead(ctx)
      return { moves: await sql.listMoves(ctx.tx) }
    },
  }),
]

const jobs: NonNullable<Capability['jobs']> = [
  job(END_SHARING, async ({ execute }, { organisation }) => {
    await execute(endSharing, { organisation: organisation as Id })
  }),
]

async function requireLead({ tx, actor }: QueryContext): Promise<void> {
  if (!(await sql.findOrganisation(tx, actor.organisation))?.lead) throw organisationNotLead()
}

/** Consents and overrides end, with the facts and notices that follow; what was shared is unshared too. */
async function endAll(ctx: CommandContext, organisation: Id, because: string): Promise<void> {
  await ctx.asSystem(async () => {
    for (const one of await sql.allowedTo(ctx.tx, organisation, ctx.today)) {
      const key = { person: one.person, id: one.id }
      if (one.said === 'override') await ctx.run(endOverride, key)
      else await ctx.run(withdrawConsent, { ...key, because: because.slice(0, 300) })
    }
  })
  await sql.endSharing(ctx.tx, organisation)
  ctx.enqueue(END_SHARING, { organisation })
  ctx.enqueue('referral.end_for_closed', {})
}

export const capability: Capability = {
  name: 'organisation-moves',
  handlers,
  jobs,
  constraints: { organisation_move_once: organisationMoveAskedAlready },
}
