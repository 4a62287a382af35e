// The part of a record where it is merged with another, and where that is undone; and the way to it from a comparison.
import type { SlotContent } from '../../../kit/route.tsx'

export const slots: SlotContent[] = [
  {
    slot: 'person.tab',
    key: 'merges',
    title: 'merge.title',
    order: 15,
    may: 'person.read',
    load: () => import('./MergesOfPerson.tsx'),
  },
  {
    slot: 'duplicate.same',
    key: 'merges',
    order: 10,
    load: () => import('./SameOf.tsx'),
  },
]
