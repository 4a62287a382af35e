// The route of the disclosure log, and the slot for what is new in it on the home screen, for those who
// answer for the data.
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/disclosures',
    title: 'disclosure.title',
    load: () => import('./WhoSaw.tsx'),
    nav: { place: 'protection', icon: 'eye', order: 20 },
    may: 'disclosure.oversee',
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'home',
    key: 'refused-attempts',
    order: 14,
    may: 'disclosure.oversee',
    load: () => import('./RefusedToday.tsx'),
  },
]
