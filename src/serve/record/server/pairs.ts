// Keeps the pairs of records that may be one person as the records now are.
import { kindOf } from '../../../kernel/fact.ts'
import { listen, type CommandContext, type Listener } from '../../../platform/capability.ts'
import { personsInScopeOf, inOrganisationScope } from '../../../platform/database/row-scope.ts'
import { isSuspected } from '../../duplicates/operations.ts'
import { linkFacts } from '../../links/facts.ts'
import { permissions } from '../permissions.ts'
import { onlyParts } from '../rules/parts.ts'
import { comparable } from '../rules/record.ts'
import type { Candidate, Person } from '../rules/shapes.ts'
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
    const alike = await inOrganisationScope(tx, organisation, async () => {
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

/** A pair of which both keepers agreed that it is one person waits no longer; once that is undone it is compared anew. */
export const followingLinks: readonly Listener[] = [
  listen(kindOf(linkFacts, 'person.linked'), (ctx, { person, organisation, data }) =>
    ctx.asSystem(async () => {
      const linked = await pairs.linkedWith(ctx.tx, person, data.link)
      if (linked) await pairs.settleLinked(ctx.tx, { person, organisation }, linked)
    }),
  ),
  listen(kindOf(linkFacts, 'person.unlinked'), (ctx, { person, organisation, data }) =>
    ctx.asSystem(async () => {
      const linked = await pairs.linkedWith(ctx.tx, person, data.link)
      if (!linked || !(await pairs.reopenLinked(ctx.tx, { person, organisation }, linked.other))) return
      const { person: record, of } = await openRecord(ctx, person)
      await examinePairs(ctx, of, record, [organisation])
    }),
  ),
]
