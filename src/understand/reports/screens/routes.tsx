// The route of the overview, and what an analyst sees of it on the home screen.
import type { Route, SlotContent } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/overview',
    title: 'report.title',
    load: () => import('./Overview.tsx'),
    nav: { place: 'figures', icon: 'chart', order: 10 },
    may: 'report.read',
  },
  { path: '/overview/hand-over', title: 'report.hand_over', load: () => import('./HandOver.tsx') },
]

export const slots: SlotContent[] = [
  {
    slot: 'home.role',
    key: 'analyst',
    order: 20,
    may: 'report.read',
    load: () => import('./MonthsToday.tsx'),
  },
]
