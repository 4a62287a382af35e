// The route of the overview.
import type { Route } from '../../../kit/route.tsx'
import * as policy from '../policy.ts'

export const routes: Route[] = [
  {
    path: '/overview',
    title: 'report.title',
    load: () => import('./Overview.tsx'),
    nav: { place: 'figures', icon: 'chart', order: 10, may: policy.read },
  },
  { path: '/overview/hand-over', title: 'report.hand_over', load: () => import('./HandOver.tsx') },
]
