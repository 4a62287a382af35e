// The slot of other notes on the record, and the routes of the lists for those who answer for their use.
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/openings',
    title: 'break_glass.title',
    load: () => import('./Openings.tsx'),
    nav: { place: 'protection', icon: 'key', order: 50 },
    may: 'break_glass.review',
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'person.tab',
    // A neutral word in the address as well.
    key: 'notes',
    title: 'confidential.title',
    order: 65,
    may: 'note.know',
    load: () => import('./NotesOfPerson.tsx'),
  },
  {
    slot: 'home',
    key: 'openings',
    order: 4,
    may: 'break_glass.review',
    load: () => import('./OpeningsToday.tsx'),
  },
  {
    slot: 'overview',
    key: 'retellings',
    order: 80,
    may: 'retelling.count',
    load: () => import('./Retellings.tsx'),
  },
]
