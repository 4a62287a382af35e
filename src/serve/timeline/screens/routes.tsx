// The timeline as the first tab of a person's record.
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
