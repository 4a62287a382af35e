// Routes of the screens of claims, and their slot contents on a person's record and on the home screen.
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/outcomes',
    title: 'outcome.title',
    load: () => import('./Outcomes.tsx'),
    nav: { place: 'results', icon: 'flag', order: 10 },
    may: 'outcome.read',
  },
  { path: '/outcomes/:claim', title: 'outcome.one', load: () => import('./Outcome.tsx') },
]

export const slots: SlotContent[] = [
  {
    slot: 'person.tab',
    key: 'outcomes',
    title: 'outcome.title',
    order: 60,
    may: 'outcome.attach',
    load: () => import('./OutcomesOfPerson.tsx'),
  },
]
