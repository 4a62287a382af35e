// The list under the search for people, and the register of lists that left.
import type { Route, SlotContent } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/exports',
    title: 'export.register',
    load: () => import('./Exports.tsx'),
    nav: { place: 'protection', icon: 'send', order: 90 },
    may: ['person.export', 'disclosure.oversee'],
  },
  {
    path: '/exports/:export',
    title: 'export.one',
    load: () => import('./Export.tsx'),
    may: ['person.export', 'disclosure.oversee'],
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'people',
    key: 'caseload',
    order: 10,
    may: 'person.read',
    load: () => import('./PeopleListed.tsx'),
  },
]
