// The timeline on a person's record, and who saw the record.
import type { SlotContent } from '../../../kit/route.tsx'

export const slots: SlotContent[] = [
  {
    slot: 'person.journey',
    key: 'journey',
    title: 'person.journey',
    order: 0,
    load: () => import('./Journey.tsx'),
  },
  {
    slot: 'person.tab',
    key: 'seen',
    title: 'person.seen_list',
    order: 75,
    load: () => import('./SeenOfPerson.tsx'),
  },
]
