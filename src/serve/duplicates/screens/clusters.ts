// Pairs as the screens show them: those of one cluster together, with its people and what they are called.
import { useMessages } from '../../../kit/messages.tsx'
import type { PillTone } from '../../../kit/State.tsx'
import { shownName, type Glimpse } from '../../record/operations.ts'
import type { Pair, PairState } from '../operations.ts'

export type Shown = { id: string; pairs: Pair[]; people: Glimpse[] }

/** Names a pair among the others of its cluster. */
export const idOf = ({ person, other }: Pair) => `${person.id} ${other.id}`
export const isUndecided = ({ state }: Pair) => state === 'open' || state === 'unsure'

/** The clusters of a page, in its order; the record that was there first comes first. */
export function shownClusters(pairs: readonly Pair[]): Shown[] {
  return [...Map.groupBy(pairs, ({ cluster }) => cluster)].map(([id, of]) => ({
    id,
    pairs: of,
    people: [
      ...new Map(of.flatMap(({ person, other }) => [person, other]).map((one) => [one.id, one])).values(),
    ].toSorted((a, b) => a.registeredAt.localeCompare(b.registeredAt) || (a.id < b.id ? -1 : 1)),
  }))
}

/** What each of the people is called; those of one name are told apart by a number. */
export function useNames(): (people: readonly Glimpse[]) => string[] {
  const t = useMessages()
  return (people) => {
    const names = people.map((one) => shownName(one) ?? t('person.no_name'))
    return names.map((name, at) =>
      names.indexOf(name) === names.lastIndexOf(name)
        ? name
        : `${name} (${names.slice(0, at + 1).filter((one) => one === name).length})`,
    )
  }
}

export const TONES: Record<PairState, PillTone> = {
  open: 'now',
  unsure: 'open',
  different: 'closed',
  same: 'good',
}
