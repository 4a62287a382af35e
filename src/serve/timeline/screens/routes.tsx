// What happened to a person, as the first side of their record.
import type { SlotContent } from '../../../kit/route.tsx'

export const slots: SlotContent[] = [
  {
    slot: 'person.tab',
    key: 'journey',
    title: 'person.journey',
    order: 0,
    load: () => import('./Journey.tsx'),
  },
]
