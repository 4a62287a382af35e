// The slot of other notes on the record, and the routes of the lists for those who answer for their use.
import type { SlotContent, Route } from '../../../kit/route.tsx'
import * as policy from '../policy.ts'

export const routes: Route[] = [
  {
    path: '/openings',
    title: 'break_glass.title',
    load: () => import('./Openings.tsx'),
    nav: { place: 'protection', icon: 'key', order: 50, may: policy.oversee },
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'person.tab',
    // A neutral word in the address as well.
    key: 'notes',
    title: 'confidential.title',
    order: 65,
    may: policy.know,
    load: () => import('./NotesOfPerson.tsx'),
  },
  {
    slot: 'home',
    key: 'openings',
    title: 'break_glass.title',
    order: 4,
    may: policy.oversee,
    load: () => import('./OpeningsToday.tsx'),
  },
  {
    slot: 'home',
    key: 'retellings',
    title: 'retelling.title',
    order: 80,
    may: policy.countRetellings,
    load: () => import('./Retellings.tsx'),
  },
]
