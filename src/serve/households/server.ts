// Adds people to households and ends their membership; former memberships are kept.
import { kindOf, type FactData } from '../../kernel/fact.ts'
import { codeUnknown, personUnknown } from '../../kernel/problems.ts'
import { findTerm } from '../../kernel/packs/pack.ts'
import { answer, listen, on, type Capability, type CommandContext } from '../../platform/capability.ts'
import { missingConsent, SHARING, withoutConsent } from '../../protect/consent/operations.ts'
import { personErased, takesIn } from '../../protect/retention/facts.ts'
import { personFacts } from '../record/facts.ts'
import { changePerson, GLIMPSED, glimpseOf } from '../record/operations.ts'
import { householdFacts } from './facts.ts'
import { addHouseholdMember, formHousehold, getHousehold, removeHouseholdMember } from './operations.ts'
import * as policy from './policy.ts'
import {
  householdExists,
  householdMemberElsewhere,
  householdNotAMember,
  householdUnknown,
} from './problems.ts'
import { join, type Member } from './rules.ts'
import * as sql from './sql.ts'

type Kind = Extract<(typeof householdFacts)[number]['kind'], keyof FactData>

/**
 * Locks a person's record until the transaction ends, so that nobody joins or leaves while it is shared or
 * erased.
 * @throws `person.unknown` when the actor may see no such person; `consent.missing` where the household is
 * not shared
 */
async function lockRecord(ctx: CommandContext, person: string): Promise<sql.Keeping> {
  // An edit without changes only locks the record.
  await ctx.run(changePerson, { id: person, base: 1, changes: {} })
  const of = await ctx.asSystem(() => sql.keepingOf(ctx.tx, person))
  if (!of) throw personUnknown()
  const { organisation, scope } = ctx.actor
  if (of.organisation === organisation || scope === 'system' || of.receivers.includes(organisation)) return of
  const missing = missingConsent({ person, purpose: SHARING, recipient: organisation }, ['household'], [])
  if (missing) throw withoutConsent(missing)
  return of
}

/** Records a fact for every organisation that may see with whom the person lives. */
function recordFact<Name extends Kind>(
  ctx: CommandContext<NoInfer<Name>>,
  of: sql.Keeping,
  kind: Name,
  data: FactData[Name],
): void {
  const sharedWith = [of.organisation, ...of.receivers].filter((one) => one !== ctx.actor.organisation)
  ctx.record(kind, { person: of.person, data, sharedWith })
}

/** What each fact of the household says: which it is, and who may see it. */
const about = ({
  household,
  organisation,
  shared_with: sharedWith,
}: Omit<sql.HouseholdRow, 'formed_at'>) => ({
  subject: { household },
  organisation,
  sharedWith,
})

async function addMembers<Name extends 'household.formed' | 'household.member_added'>(
  ctx: CommandContext<NoInfer<Name>>,
  household: string,
  added: readonly Member[],
  kind: Name,
): Promise<void> {
  for (const { relation: code } of added)
    if (!findTerm(ctx.pack.pack, 'householdRoles', code))
      throw codeUnknown({ field: 'relation', taxonomy: 'householdRoles', code })
  // Locked in the order of their ids, so that two desks cannot deadlock.
  for (const member of [...added].sort((a, b) => (a.person < b.person ? -1 : 1))) {
    const of = await lockRecord(ctx, member.person)
    const taken = await sql.inHousehold(ctx.tx, [member.person])
    if (taken.length > 0) throw householdMemberElsewhere({ person: member.person })
    await sql.insertMember(ctx.tx, of, household, member, { at: ctx.occurredAt, on: ctx.today })
    recordFact(ctx, of, kind, { household, relation: member.relation, head: member.head })
  }
}

const forming = on(formHousehold, {
  may: policy.change,
  async run(ctx, { id, members }) {
    const all = join(
      [],
      members.map((member) => ({ ...member, head: member.head ?? false })),
    )
    const { organisation } = ctx.actor
    await sql.insertHousehold(ctx.tx, { id, organisation, at: ctx.occurredAt })
    await addMembers(ctx, id, all, 'household.formed')
    const household = { household: id, organisation, shared_with: [] }
    ctx.record('household.began', { ...about(household), data: { members: all.length } })
    return { id }
  },
})

const addingMember = on(addHouseholdMember, {
  may: policy.change,
  async run(ctx, { id, person, relation, head = false }) {
    const household = await sql.lockHousehold(ctx.tx, id)
    if (!household) throw householdUnknown()
    const member = { person, relation, head }
    join(await sql.currentMembers(ctx.tx, id), [member])
    await addMembers(ctx, id, [member], 'household.member_added')
    ctx.record('household.joined', { ...about(household), data: {} })
    return {}
  },
})

const removingMember = on(removeHouseholdMember, {
  may: policy.change,
  async run(ctx, { id, person, because }) {
    const household = await sql.lockHousehold(ctx.tx, id)
    if (!household) throw householdUnknown()
    const of = await lockRecord(ctx, person)
    const end = { on: ctx.today, because: because ?? null }
    if (!(await sql.endMembership(ctx.tx, id, person, end))) throw householdNotAMember()
    recordFact(ctx, of, 'household.member_removed', { household: id, because: because ?? null })
    ctx.record('household.left', { ...about(household), data: {} })
    // As the system: a member whom another organisation keeps may be hidden from this one.
    const left = await ctx.asSystem(() => sql.currentMembers(ctx.tx, id))
    if (left.length === 0) ctx.record('household.ended', { ...about(household), data: {} })
    return {}
  },
})

const showingHousehold = answer(getHousehold, {
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

/**
 * The person's own view of their household is a section of the record (`src/serve/record/server/held.ts`).
 */
export const capability: Capability = {
  name: 'households',
  facts: householdFacts,
  handlers: [forming, addingMember, removingMember, showingHousehold],
  listeners: [
    ...(['person.shared', 'person.sharing_stopped'] as const).map((kind) =>
      listen(kindOf(personFacts, kind), (ctx, { person }) =>
        ctx.asSystem(() => sql.shareMemberships(ctx.tx, person)),
      ),
    ),
    listen(personErased, async (ctx, erased) => {
      if (takesIn(erased, 'personal')) await ctx.asSystem(() => sql.eraseMemberships(ctx.tx, erased))
    }),
  ],
  constraints: {
    household_pkey: householdExists,
    household_member_once: householdMemberElsewhere,
  },
}
