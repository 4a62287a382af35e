// Stores roles that an organisation makes, never above the system's ceiling for its class, and its teams.
import { gained, isBothSides, isPowerful, readsPeople } from '../../kernel/duties.ts'
import { userUnknown } from '../../kernel/problems.ts'
import { grantsOf, rolesOf, type Grant } from '../../kernel/roles.ts'
import type { Id } from '../../kernel/words.ts'
import { answer, on, type Capability, type CommandContext } from '../../platform/capability.ts'
import {
  defineRole,
  changeRole,
  retireRole,
  listRoles,
  formTeam,
  changeTeam,
  disbandTeam,
  listTeams,
} from './operations.ts'
import * as policy from './policy.ts'
import {
  roleAboveCeiling,
  roleDutiesApart,
  roleHeld,
  roleNameTaken,
  roleOwnChange,
  roleUnknown,
  teamNameTaken,
  teamOwnChange,
  teamUnknown,
} from './problems.ts'
import { above, shippedGrants } from './rules.ts'
import * as sql from './sql.ts'

/** @throws Problem role.above_ceiling with the first verb that exceeds the ceiling */
function demandWithin({ actor }: CommandContext, grants: readonly Grant[]): void {
  const [over] = above(actor.organisationClass, grants)
  if (over) throw roleAboveCeiling({ verb: over.verb, scope: over.scope })
}

/** One user never holds both sides of a case, not even by a single role. */
function demandApart(grants: readonly Grant[]): void {
  if (isBothSides(grants)) throw roleDutiesApart()
}

/**
 * A role that is held is never widened beyond what giving it would have required: not by its holder, and not
 * by verbs that give roles or audit.
 * @throws Problem role.own_change, role.held or role.duties_apart
 */
async function demandNoGain(
  { tx, actor }: CommandContext,
  id: Id,
  before: readonly Grant[],
  after: readonly Grant[],
): Promise<void> {
  const more = gained(before, after)
  if (more.length === 0) return
  const holders = Map.groupBy(await sql.listHolders(tx, id, actor.organisation), ({ user }) => user)
  if (holders.has(actor.user)) throw roleOwnChange()
  for (const held of holders.values()) {
    if (isPowerful(more) || (held[0]?.program && readsPeople(more))) throw roleHeld()
    const beside = held.flatMap(({ role, grants }) => grants ?? grantsOf(role === null ? [] : [role]))
    if (!isBothSides([...beside, ...before])) demandApart([...beside, ...after])
  }
}

async function demandOwn({ tx, actor }: CommandContext, members: readonly Id[]): Promise<void> {
  const users = [...new Set(members)]
  if ((await sql.countMembers(tx, actor.organisation, users)) !== users.length) throw userUnknown()
}

/**
 * A member of a team sees its people, where a role says so. No user extends that for themselves, nor for a
 * program, whose key an administrator holds.
 * @throws Problem team.own_change
 */
async function demandNoOwnTeam(
  { tx, actor }: CommandContext,
  before: readonly Id[],
  after: readonly Id[],
): Promise<void> {
  if (after.every((one) => before.includes(one))) return
  const held = await sql.listHeldBy(tx, after, actor.organisation)
  const gains = held
    .filter(({ user, program }) => user === actor.user || program)
    .flatMap(({ role, grants }) => grants ?? grantsOf(role === null ? [] : [role]))
  if (new Set(after).size > 1 && gains.some(({ scope }) => scope === 'team' || scope === 'centre'))
    throw teamOwnChange()
}

export const capability: Capability = {
  name: 'roles',
  constraints: { role_name_unique: roleNameTaken, team_name_unique: teamNameTaken },
  handlers: [
    on(defineRole, {
      may: policy.administer,
      async run(ctx, { id, name, grants }) {
        demandWithin(ctx, grants)
        demandApart(grants)
        const { organisation, user: by } = ctx.actor
        await sql.insertRole(ctx.tx, { id, organisation, name, grants, by, at: ctx.receivedAt })
        return { id }
      },
    }),
    on(changeRole, {
      may: policy.administer,
      async run(ctx, { id, name, grants }) {
        demandWithin(ctx, grants)
        const { organisation } = ctx.actor
        const before = await sql.lockRole(ctx.tx, id, organisation)
        if (!before) throw roleUnknown()
        await demandNoGain(ctx, id, before, grants)
        if (!isBothSides(before)) demandApart(grants)
        if (!(await sql.updateRole(ctx.tx, { id, organisation, name, grants }))) throw roleUnknown()
        return { id }
      },
    }),
    on(retireRole, {
      may: policy.administer,
      async run({ tx, actor, receivedAt }, { id }) {
        if (!(await sql.retireRole(tx, id, actor.organisation, receivedAt))) throw roleUnknown()
        return { id }
      },
    }),
    answer(listRoles, {
      may: policy.see,
      async run({ tx, actor }) {
        const { organisation, organisationClass } = actor
        const holders = await sql.countHolders(tx, organisation)
        const shipped = rolesOf(organisationClass).map((id) => ({
          id,
          grants: shippedGrants(id, organisationClass),
        }))
        const all = [...(await sql.listOwnRoles(tx, organisation)), ...shipped]
        return {
          roles: all.map((one) => ({ ...one, grants: [...one.grants], holders: holders.get(one.id) ?? 0 })),
        }
      },
    }),
    on(formTeam, {
      may: policy.administer,
      async run(ctx, { id, name, members }) {
        await demandOwn(ctx, members)
        await demandNoOwnTeam(ctx, [], members)
        await sql.insertTeam(ctx.tx, { id, organisation: ctx.actor.organisation, name, members })
        return { id }
      },
    }),
    on(changeTeam, {
      may: policy.administer,
      async run(ctx, { id, name, members }) {
        await demandOwn(ctx, members)
        const { organisation } = ctx.actor
        await demandNoOwnTeam(ctx, await sql.lockMembers(ctx.tx, id, organisation), members)
        if (!(await sql.updateTeam(ctx.tx, { id, organisation, name, members }))) throw teamUnknown()
        return { id }
      },
    }),
    on(disbandTeam, {
      may: policy.administer,
      async run({ tx, actor }, { id }) {
        if (!(await sql.deleteTeam(tx, id, actor.organisation))) throw teamUnknown()
        return { id }
      },
    }),
    answer(listTeams, {
      may: policy.see,
      run: async ({ tx, actor }) => ({ teams: await sql.listTeams(tx, actor.organisation) }),
    }),
  ],
}
