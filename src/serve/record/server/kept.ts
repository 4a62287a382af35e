// In a list of people somebody whose records were merged stands once, as the record that was kept.
import type { QueryContext } from '../../../platform/capability.ts'
import type { SamePerson } from '../../../kernel/same-person.ts'
import { samePeople } from '../../../platform/same-person.ts'
import { glimpseOf } from '../rules/glimpse.ts'
import type { Glimpse } from '../rules/shapes.ts'
import * as find from '../sql/find.ts'

/**
 * Each person once, in the same order; whoever was found by the names of a merged record is shown as the kept one.
 *
 * @param known what `samePeople` says of these people, when it was asked already
 */
export async function underKept<One extends Glimpse>(
  { tx }: Pick<QueryContext, 'tx'>,
  people: readonly One[],
  known?: ReadonlyMap<string, SamePerson>,
): Promise<One[]> {
  const ids = people.map(({ id }) => id)
  const same: ReadonlyMap<string, SamePerson> = known ?? (await samePeople(tx, ids))
  if (same.size === 0) return [...people]
  const wanted = [...same.values()].map(({ kept }) => kept)
  const kept = new Map((await find.glimpses(tx, wanted)).map((row) => [row.person, glimpseOf(row)]))
  const shown = new Map<string, One>()
  for (const one of people) {
    const as = { ...one, ...kept.get(same.get(one.id)?.kept ?? '') }
    if (!shown.has(as.id)) shown.set(as.id, as)
  }
  return [...shown.values()]
}

/** Without records that are shown as another one: they are in the list under that. */
export async function onlyKept<One extends { readonly person: string }>(
  { tx }: Pick<QueryContext, 'tx'>,
  rows: readonly One[],
): Promise<One[]> {
  const same = await samePeople(
    tx,
    rows.map(({ person }) => person),
  )
  return rows.filter(({ person }) => (same.get(person)?.kept ?? person) === person)
}
