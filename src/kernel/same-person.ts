// Which records are one person while they are merged, and how the answers about each become one answer.
import type { Id } from './words.ts'

export type SamePerson = {
  /** The id under which the person is shown. */
  readonly kept: Id
  /** All ids of the person now, with the one that was asked for. */
  readonly people: readonly Id[]
  /** Other records that keep something which was assigned to this person when a merge was undone. */
  readonly besides: readonly Id[]
  /** By item: the record that it belongs to, where that is not the one it was recorded on. */
  readonly assigned: Readonly<Record<string, Id>>
  /** When the last of them was merged; null where none is merged now. */
  readonly since: string | null
}

/** Every record that something of the person may lie on: the kept one first. */
export const recordsOf = ({ kept, people, besides }: SamePerson): Id[] => [
  kept,
  ...people.filter((one) => one !== kept),
  ...besides,
]

/** Whether an item that lies on the record `from` is of this person. */
export const isOf = ({ people, assigned }: SamePerson, from: Id, item: string): boolean =>
  people.includes(assigned[item] ?? from)

/** What one of the person's records answered. `is`: whether an item of it is of this person. */
export type Part<Output> = {
  readonly person: Id
  readonly output: Output
  readonly is: (item: string) => boolean
}

/** How a query about a person answers for all records of that person. */
export type Joining<Output, Input = never> = {
  /** The field of its input that names the person. */
  readonly by: 'person' | 'id'
  /** @param parts one or more: the records that are the person now, the kept one first */
  join(
    parts: readonly [Part<Output>, ...Part<Output>[]],
    /** Of other records, only for what was assigned to the person. */
    besides: readonly Part<Output>[],
    input: Input,
  ): Output
}

/** The items of all records that are of the person, in `order`. */
export function together<Output, Item extends { readonly id: string }>(
  parts: readonly Part<Output>[],
  pick: (output: Output) => readonly Item[],
  order?: (a: Item, b: Item) => number,
): Item[] {
  const items = parts.flatMap(({ output, is }) => pick(output).filter(({ id }) => is(id)))
  return order ? items.sort(order) : items
}

/** Compares by a text, the greatest first: for lists that begin with the latest. */
export const latestFirst =
  <Item>(by: (item: Item) => string) =>
  (a: Item, b: Item): number =>
    by(a) < by(b) ? 1 : by(a) > by(b) ? -1 : 0

/** The same for lists that begin with the earliest. */
export const earliestFirst =
  <Item>(by: (item: Item) => string) =>
  (a: Item, b: Item): number =>
    latestFirst(by)(b, a)
