// Joins people into households and lets them leave, keeping that they once belonged.
import { answer, on, type CommandContext } from '../../../platform/capability.ts'
import { addHouseholdMember, formHousehold, getHousehold, removeHouseholdMember } from '../operations.ts'
import * as policy from '../policy.ts'
import { householdMemberElsewhere, householdNotAMember, householdUnknown } from '../problems.ts'
import { join, type Member } from '../rules/household.ts'
import { checkCode } from '../rules/record.ts'
import * as sql from '../sql/household.ts'
import { GLIMPSED, glimpseOf } from '../sql/rows.ts'
import { demand, openRecord, tell } from './record.ts'

async function addMembers<Name extends 'household.formed' | 'household.member_added'>(
  ctx: CommandContext<NoInfer<Name>>,
  household: string,
  added: readonly Member[],
  kind: Name,
): Promise<void> {
  for (const member of added) checkCode(ctx.pack.pack, 'householdRoles', member.relation, 'relation')
  // In the order of their ids, so that two desks never wait for each other in a circle.
  for (const member of [...added].sort((a, b) => (a.person < b.person ? -1 : 1))) {
    const { of } = await openRecord(ctx, member.person)
    demand(ctx, of, ['household'])
    const taken = await sql.inHousehold(ctx.tx, [member.person])
    if (taken.length > 0) throw householdMemberElsewhere({ person: member.person })
    await sql.insertMember(ctx.tx, of, household, member, { at: ctx.occurredAt, on: ctx.today })
    tell(ctx, of, kind, { household, relation: member.relation, head: member.head })
  }
}

export const forming = on(formHousehold, {
  may: policy.change,
  async run(ctx, { id, members }) {
    const all = join(
      [],
      members.map((member) => ({ ...member, head: member.head ?? false })),
    )
    await sql.insertHousehold(ctx.tx, { id, organisation: ctx.actor.organisation, at: ctx.occurredAt })
    await addMembers(ctx, id, all, 'household.formed')
    return { id }
  },
})

export const addingMember = on(addHouseholdMember, {
  may: policy.change,
  async run(ctx, { id, person, relation, head = false }) {
    if (!(await sql.lockHousehold(ctx.tx, id))) throw householdUnknown()
    const member = { person, relation, head }
    join(await sql.currentMembers(ctx.tx, id), [member])
    await addMembers(ctx, id, [member], 'household.member_added')
    return {}
  },
})

export const removingMember = on(removeHouseholdMember, {
  may: policy.change,
  async run(ctx, { id, person, because }) {
    if (!(await sql.lockHousehold(ctx.tx, id))) throw householdUnknown()
    const { of } = await openRecord(ctx, person)
    demand(ctx, of, ['household'])
    const left = { on: ctx.today, because: because ?? null }
    if (!(await sql.endMembership(ctx.tx, id, person, left))) throw householdNotAMember()
    tell(ctx, of, 'household.member_removed', { household: id, because: because ?? null })
    return {}
  },
})

export const showingHousehold = answer(getHousehold, {
  may: policy.read,
  async run(ctx, { id }) {
    const household = await sql.findHousehold(ctx.tx, id)
    if (!household) throw householdUnknown()
    const members = await sql.allMembers(ctx.tx, id)
    ctx.disclose(
      members.map(({ person }) => ({ person, fields: [...GLIMPSED, 'household'], purpose: 'household' })),
    )
    return {
      id,
      formedAt: household.formed_at,
      members: members.map((row) => ({
        person: glimpseOf(row),
        relation: row.relation,
        head: row.head,
        joinedOn: row.joined_on,
        leftOn: row.left_on,
      })),
    }
  },
})
