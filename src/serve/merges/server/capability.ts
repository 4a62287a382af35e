// Merges two records of one person by a link, and undoes it: no row of either record is rewritten or moved.
import { personUnknown } from '../../../kernel/problems.ts'
import type { Id } from '../../../kernel/words.ts'
import { answer, listen, on, type Capability, type CommandContext } from '../../../platform/capability.ts'
import { withoutRowScope } from '../../../platform/database/row-scope.ts'
import { samePeople, samePerson } from '../../../platform/same-person.ts'
import { personErased, takesIn } from '../../../protect/retention/facts.ts'
import { GLIMPSED, glimpseOf } from '../../record/operations.ts'
import { personMerged, personUnmerged } from '../facts.ts'
import { listMerges, mergePeople, unmergePeople, type Merge } from '../operations.ts'
import * as policy from '../policy.ts'
import {
  mergeAlready,
  mergeErasureOpen,
  mergeItemUnknown,
  mergeItself,
  mergeTwoKeepers,
  mergeUndone,
  mergeUnknown,
} from '../problems.ts'
import { describes, laterItems } from '../rules/later.ts'
import { sameOf, type Link } from '../rules/same.ts'
import * as sql from '../sql.ts'
import { assign as assignDescribed, assignable, type Described } from './described.ts'

const merging = on(mergePeople, {
  may: policy.merge,
  async run(ctx, { id, person, other, because }) {
    if (person === other) throw mergeItself()
    const { organisation, user } = ctx.actor
    await sql.lockMerges(ctx.tx, organisation)
    const keepers = await sql.keepers(ctx.tx, [person, other])
    if (keepers.size < 2) throw personUnknown()
    if ([...keepers.values()].some((keeper) => keeper !== organisation)) throw mergeTwoKeepers()
    const same = await samePeople(ctx.tx, [person, other])
    // Records that were merged before are merged with all that belongs to them.
    const [kept, merged] = [same.get(person)?.kept ?? person, same.get(other)?.kept ?? other]
    if (kept === merged) throw mergeAlready()
    const people = [person, other].flatMap((one) => same.get(one)?.people ?? [one])
    if (!(await seesAll(ctx, people))) throw personUnknown()
    if (await ctx.asSystem(() => sql.isErasureOpen(ctx.tx, people))) throw mergeErasureOpen()
    const at = ctx.receivedAt
    await sql.insert(ctx.tx, { id, person: kept, other: merged, organisation, because, by: user, at })
    await follow(ctx, [kept, merged])
    ctx.record('person.merged', { person: kept, data: { merge: id, with: merged, kept: true } })
    ctx.record('person.merged', { person: merged, data: { merge: id, with: kept, kept: false } })
    return { kept }
  },
})

/** A role for one's own people merges and takes apart those alone. */
const seesAll = async (ctx: CommandContext, people: readonly Id[]): Promise<boolean> =>
  (await sql.keepers(ctx.tx, people)).size === new Set(people).size

/**
 * Computes anew what the links come to, for everybody whom they connect with these people: also by links of before to
 * records that the actor does not see.
 */
async function follow(ctx: CommandContext, people: readonly Id[]): Promise<void> {
  await withoutRowScope(ctx, async () => {
    const links = await sql.connected(ctx.tx, people)
    await sql.saveSame(ctx.tx, ctx.actor.organisation, sameOf(links))
  })
}

const unmerging = on(unmergePeople, {
  may: policy.merge,
  async run(ctx, { merge: id, because, assign = [] }) {
    const { organisation, user } = ctx.actor
    await sql.lockMerges(ctx.tx, organisation)
    const merge = await sql.find(ctx.tx, id)
    if (merge?.organisation !== organisation) throw mergeUnknown()
    if (merge.undoneAt !== null) throw mergeUndone()
    const { person, other } = merge
    const people = (await samePerson(ctx.tx, person))?.people ?? [person, other]
    if (!(await seesAll(ctx, people))) throw mergeUnknown()
    const begun = laterItems(await sql.factsOf(ctx.tx, people), id)
    const later = new Map((await assignable(ctx, people, begun)).map((one) => [one.item, one]))
    const assigned: Record<string, Link['assigned'][string]> = {}
    const described: { one: Described; to: Id }[] = []
    for (const { item, to } of assign) {
      const one = later.get(item)
      if (one === undefined || !people.includes(to)) throw mergeItemUnknown({ item })
      if (one.on === to) continue
      if (describes(one.kind)) described.push({ one, to })
      else assigned[item] = { from: one.on, to }
    }
    await sql.undo(ctx.tx, merge, { user, at: ctx.receivedAt, because, assigned })
    await follow(ctx, [person, other])
    for (const { one, to } of described) await assignDescribed(ctx, one, to, because)
    ctx.record('person.unmerged', { person, data: { merge: id, with: other, kept: true } })
    ctx.record('person.unmerged', { person: other, data: { merge: id, with: person, kept: false } })
    return {}
  },
})

const listing = answer(listMerges, {
  may: policy.read,
  async run(ctx, { person }) {
    if (!(await sql.keepers(ctx.tx, [person])).has(person)) throw personUnknown()
    const same = await samePerson(ctx.tx, person)
    const people = same?.people ?? [person]
    const all = await sql.connected(ctx.tx, people)
    const links = all.filter((one) => people.includes(one.person) || people.includes(one.other))
    const named = [...new Set([person, ...links.flatMap((one) => [one.person, one.other])])]
    const known = new Map((await sql.glimpses(ctx.tx, named)).map((row) => [row.person, glimpseOf(row)]))
    const facts = links.some(({ undoneAt }) => undoneAt === null) ? await sql.factsOf(ctx.tx, people) : []
    const merges: Merge[] = []
    for (const link of links.toReversed()) {
      const [kept, other] = [known.get(link.person), known.get(link.other)]
      if (!kept || !other) continue
      const { id, because, mergedAt, mergedBy, undoneAt, undoneBy, undoneBecause } = link
      const later = undoneAt === null ? await assignable(ctx, people, laterItems(facts, id)) : []
      merges.push({
        id,
        person: kept,
        other,
        because,
        mergedAt,
        mergedBy,
        undoneAt,
        undoneBy,
        undoneBecause,
        later: later.map(({ standing: _, ...one }) => one),
      })
    }
    const reached = merges.some(({ later }) => later.some(({ text }) => text !== undefined))
    const fields = [...GLIMPSED, ...(reached ? ['identifiers', 'contacts'] : [])]
    ctx.disclose(named.map((one) => ({ person: one, fields, purpose: 'record' })))
    return { kept: same?.kept ?? person, merges }
  },
})

export const capability: Capability = {
  name: 'merges',
  facts: [personMerged, personUnmerged],
  heldOtherwise: {
    merge: 'names another record',
    same_person: 'follows from the merges',
  },
  handlers: [merging, unmerging, listing],
  listeners: [
    listen(personErased, async (ctx, erased) => {
      if (takesIn(erased, 'personal')) await ctx.asSystem(() => sql.erase(ctx.tx, erased))
    }),
  ],
}
