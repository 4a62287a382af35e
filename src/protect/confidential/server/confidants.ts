// Giving and ending access: only the keeper of the case does, and never without a reason that is kept.
import { may } from '../../../kernel/actor.ts'
import { personUnknown, userUnknown } from '../../../kernel/problems.ts'
import { getVerb, grantsOf } from '../../../kernel/roles.ts'
import { latestFirst, together } from '../../../kernel/same-person.ts'
import { answer, on, type QueryContext } from '../../../platform/capability.ts'
import { assignConfidant, releaseConfidant, listConfidants } from '../operations.ts'
import { permissions } from '../permissions.ts'
import * as policy from '../policy.ts'
import { confidantAlready, confidantNotKeeper, confidantRoleMissing, confidantUnknown } from '../problems.ts'
import * as sql from '../sql/notes.ts'
import { ofActor } from './notes.ts'
import { readerFor, sealerFor } from './sealing.ts'

/** The user who carries the open case; without one, the users who assign cases. */
async function isKeeper(ctx: QueryContext, of: sql.Of): Promise<boolean> {
  const manager = await sql.managerOf(ctx.tx, of)
  if (manager === null || manager === undefined) return may(ctx.actor, getVerb('case.supervise')) === true
  return manager === ctx.actor.user
}

/** Users whose roles would let them read what they are given access to. */
async function candidates(ctx: QueryContext): Promise<{ id: string; name: string; may: boolean }[]> {
  const found = new Map<string, { id: string; name: string; may: boolean }>()
  const { organisation, organisationClass } = ctx.actor
  for (const { id, name, role, grants } of await sql.members(ctx.tx, organisation)) {
    const holder = { grants: grants ?? grantsOf([role]), organisationClass }
    const before = found.get(id)?.may ?? false
    found.set(id, { id, name, may: before || may(holder, permissions['note.read']) === true })
  }
  return [...found.values()]
}

export const assigning = on(assignConfidant, {
  may: policy.assign,
  async run(ctx, { person, id, group, user, reason }) {
    if (!(await sql.isPerson(ctx.tx, person))) throw personUnknown()
    const of = ofActor(ctx, person)
    if (!(await isKeeper(ctx, of))) throw confidantNotKeeper()
    const candidate = (await candidates(ctx)).find((one) => one.id === user)
    if (!candidate) throw userUnknown()
    if (!candidate.may) throw confidantRoleMissing({ name: candidate.name })
    await sql.hold(ctx.tx, of)
    const sealer = await sealerFor(ctx, of)
    await ctx.asSystem(async () => {
      if ((await sql.letIn(ctx.tx, of, group)).includes(user)) throw confidantAlready()
      await sql.insertConfidant(ctx.tx, {
        ...of,
        id,
        group,
        user,
        reason: sealer.seal(id, 'reason', reason),
        by: ctx.actor.user,
        at: ctx.receivedAt,
      })
    })
    return {}
  },
})

export const releasing = on(releaseConfidant, {
  may: policy.assign,
  async run(ctx, { person, id }) {
    const of = ofActor(ctx, person)
    if (!(await sql.isPerson(ctx.tx, person))) throw confidantUnknown()
    if (!(await isKeeper(ctx, of))) throw confidantNotKeeper()
    await sql.hold(ctx.tx, of)
    await ctx.asSystem(async () => {
      const row = (await sql.confidants(ctx.tx, of)).find((one) => one.id === id)
      if (!row || row.released_at !== null) throw confidantUnknown()
      const { field_group: group, app_user: user } = row
      await sql.releaseConfidant(ctx.tx, of, { id, group, user, by: ctx.actor.user, at: ctx.receivedAt })
    })
    return {}
  },
})

export const listing = answer(listConfidants, {
  may: policy.assign,
  // Each record says by itself whether the actor keeps a case of it: a merge widens nobody's sight.
  joining: {
    by: 'person',
    join(parts, besides) {
      const all = parts.flatMap(({ output }) => output.candidates)
      return {
        keeper: parts.some(({ output }) => output.keeper),
        confidants: together(
          [...parts, ...besides],
          ({ confidants }) => confidants,
          latestFirst(({ assignedAt }) => assignedAt),
        ),
        candidates: [...new Map(all.map((one) => [one.id, one])).values()],
      }
    },
  },
  async run(ctx, { person }) {
    const of = ofActor(ctx, person)
    if (!(await sql.isPerson(ctx.tx, person)) || !(await isKeeper(ctx, of)))
      return { keeper: false, confidants: [], candidates: [] }
    ctx.disclose([{ person, fields: ['protected'], purpose: 'care' }])
    const sealer = await readerFor(ctx, of)
    const rows = await ctx.asSystem(() => sql.confidants(ctx.tx, of))
    return {
      keeper: true,
      confidants: rows.map((row) => ({
        id: row.id,
        group: row.field_group,
        user: { id: row.app_user, name: row.user_name },
        reason: sealer.open(row.id, 'reason', row.reason) as string | null,
        assignedBy: { id: row.assigned_by, name: row.assigned_by_name },
        assignedAt: row.assigned_at,
        releasedAt: row.released_at,
      })),
      candidates: (await candidates(ctx)).filter((one) => one.may).map(({ id, name }) => ({ id, name })),
    }
  },
})
