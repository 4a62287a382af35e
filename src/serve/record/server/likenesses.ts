// Finds people like one another, and names the centres to ask about those the actor may not see.
import type { QueryContext } from '../../../platform/capability.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import { withoutRowScope, personsInScopeOf } from '../../../platform/database/row-scope.ts'
import { comparePrepared, prepare, registerOf, type Comparable } from '../../duplicates/operations.ts'
import { bornOf, glimpseOf } from '../rules/glimpse.ts'
import { matchKeys } from '../rules/keys.ts'
import type { Candidate, Elsewhere } from '../rules/shapes.ts'
import { centresOf, comparedPeople, keepPlans, sharingKeys } from '../sql/find.ts'
import { permissions } from '../permissions.ts'

/**
 * People like this one among those the actor may see, the likeliest first.
 *
 * @param except the person themselves, when they are on record
 * @param keys when already computed
 * @param also people to compare whether or not they share a key
 */
export async function likenesses(
  tx: Tx,
  draft: Comparable,
  except?: string,
  keys: readonly number[] = matchKeys(draft),
  also: readonly string[] = [],
): Promise<Candidate[]> {
  const [, sharing] = await Promise.all([keepPlans(tx), sharingKeys(tx, keys)])
  const others = new Set(also)
  for (const { person } of sharing) others.delete(person)
  const rows = [...sharing, ...(await comparedPeople(tx, [...others]))]
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
    const inScope = await personsInScopeOf(
      ctx.tx,
      ctx.actor,
      permissions['person.search'],
      found.map(({ id }) => id),
    )
    return {
      seen: found.filter(({ id }) => inScope.has(id)),
      hidden: found.filter(({ id, strength }) => strength === 'strong' && !inScope.has(id)),
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
