// The route of the overview.
import type { Route } from '../../../kit/route.tsx'

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
