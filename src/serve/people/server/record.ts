// Opens a record for a change: locked, whole, and with who else is to hear of it.
import type { CommandContext } from '../../../platform/capability.ts'
import type { Json } from '../../../kernel/problem.ts'
import { unknown } from '../../../kernel/problem.ts'
import type { Person } from '../rules/shapes.ts'
import { findPeople, lockPerson } from '../sql/load.ts'
import type { Keeping } from '../sql/write.ts'

/** @throws `person.unknown` when there is nobody we may see */
export async function openRecord(ctx: CommandContext, id: string): Promise<{ person: Person; of: Keeping }> {
  const seen = await lockPerson(ctx.tx, id)
  const [person] = seen ? await findPeople(ctx.tx, [id]) : []
  if (!person) throw unknown('person.unknown')
  return { person, of: { person: id, organisation: person.organisation, sharedWith: person.sharedWith } }
}

/** Records what happened for everyone who may see the record. */
export function tell(ctx: CommandContext, of: Keeping, kind: string, data: Record<string, Json>): void {
  const others = [of.organisation, ...of.sharedWith].filter((one) => one !== ctx.actor.organisation)
  ctx.record(kind, { person: of.person, data, sharedWith: others })
}
