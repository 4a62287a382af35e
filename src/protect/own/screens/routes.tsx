// The routes where a person sees their own data with a code, where staff make one, and where corrections
// wait.
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  // Loaded apart from the application of staff: `src/entry/web.tsx`.
  { path: '/own', title: 'own.title', load: () => import('./Own.tsx'), open: true, bare: true, field: true },
  {
    path: '/people/:person/own',
    title: 'own_code.title',
    load: () => import('./GiveCode.tsx'),
    act: { icon: 'eye', order: 90 },
    may: 'own_code.make',
  },
  {
    path: '/corrections',
    title: 'correction.title',
    load: () => import('./Corrections.tsx'),
    nav: { place: 'protection', icon: 'inbox', order: 30 },
    may: 'correction.answer',
  },
  {
    path: '/own-codes',
    title: 'own_code.handed_out',
    load: () => import('./HandedOut.tsx'),
    under: '/corrections',
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'person.tab',
    key: 'own',
    title: 'own_code.title',
    order: 80,
    may: 'own_code.make',
    load: () => import('./OwnOfPerson.tsx'),
  },
]
