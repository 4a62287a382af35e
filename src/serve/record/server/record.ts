// Loads a record for a change: locked, whole, and with the receivers of its facts.
import type { FactData } from '../../../kernel/fact.ts'
import { personUnknown } from '../../../kernel/problems.ts'
import type { CommandContext } from '../../../platform/capability.ts'
import { missingConsent, SHARING, withoutConsent } from '../../../protect/consent/operations.ts'
import type { personFacts } from '../facts.ts'
import { partsOfFact, receiversOf } from '../rules/parts.ts'
import type { Person } from '../rules/shapes.ts'
import { findPeople, lockPerson } from '../sql/load.ts'
import type { Keeping } from '../sql/write.ts'

/**
 * The whole record, of which a receiver may see only parts: before a command changes or returns a part, it
 * must call `requireParts`.
 * @throws `person.unknown` when the actor may see no such person
 */
export async function openRecord(ctx: CommandContext, id: string): Promise<{ person: Person; of: Keeping }> {
  const of = await lockPerson(ctx.tx, id)
  if (!of) throw personUnknown()
  const find = () => findPeople(ctx, [id])
  const [person] = of.organisation === ctx.actor.organisation ? await find() : await ctx.asSystem(find)
  if (!person) throw personUnknown()
  return { person, of }
}

/** @throws `consent.missing` naming the parts that were not shared with the actor's organisation */
export function requireParts({ actor }: CommandContext, of: Keeping, parts: readonly string[]): void {
  if (of.organisation === actor.organisation || actor.scope === 'system') return
  const shown = of.shownTo[actor.organisation] ?? []
  const missing = missingConsent(
    { person: of.person, purpose: SHARING, recipient: actor.organisation },
    parts,
    shown,
  )
  if (missing) throw withoutConsent(missing)
}

/** Records a fact for every organisation that may see that part of the record. */
export function recordFact<Name extends (typeof personFacts)[number]['kind']>(
  ctx: CommandContext<NoInfer<Name>>,
  of: Keeping,
  kind: Name,
  data: FactData[Name],
): void {
  const who = [of.organisation, ...receiversOf(of.shownTo, partsOfFact(kind, data))]
  ctx.record(kind, {
    person: of.person,
    data,
    sharedWith: who.filter((one) => one !== ctx.actor.organisation),
  })
}
