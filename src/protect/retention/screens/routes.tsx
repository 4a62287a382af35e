// The routes of the retention rules and of the reviews before an erasure, and the slot on a person's record
// for their own request.
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/erasures',
    title: 'erasure.title',
    load: () => import('./Erasures.tsx'),
    nav: { place: 'protection', icon: 'clock', order: 40 },
    may: 'erasure.decide',
  },
  { path: '/retention', title: 'retention.title', load: () => import('./Rules.tsx'), under: '/erasures' },
]

export const slots: SlotContent[] = [
  {
    slot: 'person.tab',
    key: 'erasure',
    title: 'erasure.title',
    order: 90,
    may: 'erasure.ask',
    load: () => import('./ErasureOfPerson.tsx'),
  },
]
