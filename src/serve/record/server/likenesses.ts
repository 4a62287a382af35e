// Finds people like one another, names the centres to ask about those the actor may not see, and records
// decisions on pairs.
import { answer, on, type QueryContext } from '../../../platform/capability.ts'
import { samePeople } from '../../../platform/same-person.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import { withoutRowScope, personsInScopeOf } from '../../../platform/database/row-scope.ts'
import {
  comparePrepared,
  listDuplicates,
  prepare,
  registerOf,
  ruleOutDuplicate,
  type Comparable,
} from '../../duplicates/operations.ts'
import { duplicateUnknown } from '../../duplicates/problems.ts'
import * as policy from '../policy.ts'
import { bornOf, GLIMPSED, glimpseOf } from '../rules/glimpse.ts'
import { matchKeys } from '../rules/keys.ts'
import type { Candidate, Elsewhere, Reason } from '../rules/shapes.ts'
import { centresOf, glimpses, sharingKeys } from '../sql/find.ts'
import * as pairs from '../sql/pairs.ts'
import { openRecord, recordFact } from './record.ts'
import { permissions } from '../permissions.ts'

/**
 * People like this one among those the actor may see, the likeliest first.
 *
 * @param except the person themselves, when they are on record
 * @param keys when already computed
 */
export async function likenesses(
  tx: Tx,
  draft: Comparable,
  except?: string,
  keys: readonly number[] = matchKeys(draft),
): Promise<Candidate[]> {
  const rows = await sharingKeys(tx, keys)
  const one = prepare(draft)
  const register = registerOf(rows[0]?.people)
  const found = rows.flatMap((row): Candidate[] => {
    if (row.person === except) return []
    const glimpse = glimpseOf(row)
    const other = prepare({
      ...glimpse,
      born: bornOf(row),
      identifiers: row.identifiers,
      phones: row.phones,
    })
    const { score, strength, reasons } = comparePrepared(one, other, register)
    return strength ? [{ ...glimpse, strength, score, reasons }] : []
  })
  return found.sort((a, b) => b.score - a.score)
}

export type Split = { seen: Candidate[]; hidden: Candidate[] }

/**
 * Likenesses among all people of the organisation, split into those the actor may search for and those of
 * whom they learn only which centre to ask. Without the second, users with a narrow row scope would register
 * known people anew.
 */
export async function likenessesBeyond(
  ctx: Pick<QueryContext, 'tx' | 'actor'>,
  look: () => Promise<Candidate[]>,
): Promise<Split> {
  return await withoutRowScope(ctx, async () => {
    const found = await look()
    const inSight = await personsInScopeOf(
      ctx.tx,
      ctx.actor,
      permissions['person.search'],
      found.map(({ id }) => id),
    )
    return {
      seen: found.filter(({ id }) => inSight.has(id)),
      hidden: found.filter(({ id, strength }) => strength === 'strong' && !inSight.has(id)),
    }
  })
}

/** The centres to ask about people the actor may not see; each is logged as a disclosure. */
export async function centresToAsk(
  ctx: Pick<QueryContext, 'tx' | 'actor' | 'disclose'>,
  hidden: readonly Candidate[],
): Promise<Elsewhere[]> {
  if (hidden.length === 0) return []
  const people = hidden.map(({ id }) => id)
  ctx.disclose(people.map((person) => ({ person, fields: ['centre'], purpose: 'duplicates' })))
  return await withoutRowScope(ctx, () => centresOf(ctx.tx, people))
}

export const rulingOut = on(ruleOutDuplicate, {
  may: policy.decideDuplicates,
  async run(ctx, { person: id, other, because }) {
    const { of } = await openRecord(ctx, id)
    const decided = { person: id, other, because, by: ctx.actor.user, at: ctx.occurredAt }
    if (!(await pairs.ruleOutPair(ctx.tx, decided))) throw duplicateUnknown()
    recordFact(ctx, of, 'person.duplicate_ruled_out', { other, because })
    return {}
  },
})

export const listingDuplicates = answer(listDuplicates, {
  may: policy.search,
  async run(ctx, { person }) {
    const found = await pairs.openPairs(ctx.tx, ctx.actor.organisation, person)
    // Two records that were merged since are no pair to decide on.
    const same = await samePeople(
      ctx.tx,
      found.map((pair) => pair.person),
    )
    const open = found.filter((pair) => !same.get(pair.person)?.people.includes(pair.other))
    const rows = await glimpses(ctx.tx, [...new Set(open.flatMap((pair) => [pair.person, pair.other]))])
    const byId = new Map(rows.map((row) => [row.person, glimpseOf(row)]))
    ctx.disclose(rows.map((row) => ({ person: row.person, fields: [...GLIMPSED], purpose: 'duplicates' })))
    return {
      pairs: open.flatMap((pair) => {
        const [one, other] = [byId.get(pair.person), byId.get(pair.other)]
        if (!one || !other) return []
        return [{ person: one, other, reasons: pair.reasons as Reason[], noticedAt: pair.noticed_at }]
      }),
    }
  },
})
