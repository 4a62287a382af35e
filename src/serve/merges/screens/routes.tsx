// The part of a record where it is merged with another, and where that is undone.
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
]
