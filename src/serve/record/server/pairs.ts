// Keeps the pairs of records that may be one person as the records now are, and takes in what is decided on them.
import { answer, on, type CommandContext } from '../../../platform/capability.ts'
import { personsInScopeOf, withSightOf } from '../../../platform/database/row-scope.ts'
import { isSuspected, listDuplicates, ruleOutDuplicate } from '../../duplicates/operations.ts'
import { duplicateUnknown } from '../../duplicates/problems.ts'
import * as policy from '../policy.ts'
import { permissions } from '../permissions.ts'
import { GLIMPSED, glimpseOf } from '../rules/glimpse.ts'
import { onlyParts } from '../rules/parts.ts'
import { comparable } from '../rules/record.ts'
import type { Candidate, Person, Reason } from '../rules/shapes.ts'
import { glimpses } from '../sql/find.ts'
import * as pairs from '../sql/pairs.ts'
import type { Keeping } from '../sql/write.ts'
import { likenesses } from './likenesses.ts'
import { openRecord } from './record.ts'

/** What two records are compared by, to be told from what changes no likeness. */
const evidenceOf = (person: Person) => {
  const { givenNames, firstSurname, secondSurname, born, sex, place, identifiers, phones } =
    comparable(person)
  return JSON.stringify([givenNames, firstSurname, secondSurname, born, sex, place, identifiers, phones])
}

/** As `examinePairs`, after a change of the record; nothing is read where it changes no likeness. */
export async function examineChanged(
  ctx: CommandContext,
  of: Keeping,
  { before, after }: { before: Person; after: Person },
): Promise<number> {
  return evidenceOf(before) === evidenceOf(after) ? 0 : await examinePairs(ctx, of, after)
}

/**
 * Compares a record with all others anew, for each organisation that sees it and with what that one sees: pairs that arose
 * are noted, open ones that are alike no longer are forgotten.
 *
 * @param viewers the organisations for which it may have changed
 * @returns how many records like it the actor could find
 */
export async function examinePairs(
  { tx, actor, occurredAt }: Pick<CommandContext, 'tx' | 'actor' | 'occurredAt'>,
  of: Keeping,
  person: Person,
  viewers: readonly string[] = [of.organisation, ...of.sharedWith],
): Promise<number> {
  let known: Candidate[] = []
  for (const organisation of viewers) {
    const seen = organisation === of.organisation ? person : onlyParts(person, of.shownTo[organisation] ?? [])
    const pair = { person: of.person, organisation }
    const alike = await withSightOf(tx, organisation, async () => {
      const paired = await pairs.pairedWith(tx, pair)
      const found = (await likenesses(tx, comparable(seen), of.person, undefined, paired)).filter(isSuspected)
      if (paired.length > 0 || found.length > 0)
        await pairs.keepPairs(tx, pair, found.map(asLikely), occurredAt)
      return found
    })
    if (organisation === actor.organisation) known = alike
  }
  const ids = known.map(({ id }) => id)
  return (await personsInScopeOf(tx, actor, permissions['person.search'], ids)).size
}

export const asLikely = (one: Candidate): pairs.Likely => ({
  other: one.id,
  score: one.score,
  reasons: one.reasons,
})

export const rulingOut = on(ruleOutDuplicate, {
  may: policy.decideDuplicates,
  async run(ctx, { person: id, other, because }) {
    await openRecord(ctx, id)
    const { organisation, user: by } = ctx.actor
    const decided = { person: id, other, organisation, because, by, at: ctx.occurredAt }
    if (!(await pairs.ruleOutPair(ctx.tx, decided))) throw duplicateUnknown()
    // For nobody else: another organisation may see one of the two and not know of the other.
    ctx.record('person.duplicate_ruled_out', { person: id, data: { other, because } })
    return {}
  },
})

export const listingDuplicates = answer(listDuplicates, {
  may: policy.search,
  async run(ctx, { person }) {
    const open = await pairs.openPairs(ctx.tx, ctx.actor.organisation, person)
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
