// What notices add to the home screen and to the screens of consent.
import type { SlotContent } from '../../../kit/route.tsx'

export const slots: SlotContent[] = [
  {
    slot: 'home',
    key: 'consent.acknowledge',
    order: 9,
    may: 'consent.acknowledge',
    load: () => import('./NoticesToday.tsx'),
  },
  {
    slot: 'consent.duties_first',
    key: 'notices',
    order: 10,
    may: 'consent.acknowledge',
    load: () => import('./Notices.tsx'),
  },
  {
    slot: 'consent.below_person',
    key: 'notices',
    order: 10,
    may: 'consent.acknowledge',
    load: () => import('./Notified.tsx'),
  },
]
