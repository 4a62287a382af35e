// What links between records come to: which ids are one person now, under which id they are shown, and which items belong
// to another record than the one they were recorded on.
import type { Id } from '../../../kernel/words.ts'

export type Link = {
  /** The record that is kept. */
  readonly person: Id
  readonly other: Id
  readonly mergedAt: string
  /** Null while the two are merged. */
  readonly undoneAt: string | null
  /** Said at the undo, by item: the record that it lies on, and the one that it belongs to. */
  readonly assigned: Readonly<Record<string, { readonly from: Id; readonly to: Id }>>
}

export type Same = {
  readonly kept: Id
  readonly people: readonly Id[]
  readonly besides: readonly Id[]
  readonly assigned: Readonly<Record<string, Id>>
  readonly since: string | null
}

/**
 * For each record that the links concern. Links that are undone leave only what was assigned then; an order in which they
 * are undone does not matter, because what holds is computed from those that are left.
 * @returns undefined of a record that is one person by itself again, with everything recorded on it
 */
export function sameOf(links: readonly Link[]): ReadonlyMap<Id, Same | undefined> {
  const standing = links.filter(({ undoneAt }) => undoneAt === null)
  const persons = [...new Set(links.flatMap(({ person, other }) => [person, other]))].sort()
  const keptFor = new Map(standing.map(({ person, other }) => [other, person]))
  const rootOf = (person: Id): Id => {
    const kept = keptFor.get(person)
    return kept === undefined ? person : rootOf(kept)
  }
  const groups = Map.groupBy(persons, rootOf)
  // What was said last of an item counts.
  const assigned = new Map(
    links
      .filter(({ undoneAt }) => undoneAt !== null)
      .toSorted((a, b) => Date.parse(a.undoneAt ?? '') - Date.parse(b.undoneAt ?? ''))
      .flatMap((link) => Object.entries(link.assigned)),
  )
  return new Map(
    persons.map((person) => {
      const kept = rootOf(person)
      const people = groups.get(kept) ?? [person]
      const here = (one: Id) => people.includes(one)
      const concerned = [...assigned].filter(([, { from, to }]) => here(from) || here(to))
      const moved = concerned.filter(([, { from, to }]) => here(from) !== here(to))
      if (people.length === 1 && moved.length === 0) return [person, undefined]
      const since = standing
        .filter((link) => here(link.person))
        .map(({ mergedAt }) => mergedAt)
        .toSorted((a, b) => Date.parse(a) - Date.parse(b))
        .at(-1)
      const same: Same = {
        kept,
        people,
        besides: [...new Set(moved.flatMap(([, { from, to }]) => (here(to) ? [from] : [])))].sort(),
        assigned: Object.fromEntries(concerned.map(([item, { to }]) => [item, to])),
        since: since ?? null,
      }
      return [person, same]
    }),
  )
}
