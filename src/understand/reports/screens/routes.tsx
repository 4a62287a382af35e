// The address of the overview.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/overview',
    title: 'report.title',
    load: () => import('./Overview.tsx'),
    nav: {
      section: 'understand',
      icon: 'chart',
      order: 50,
      roles: ['case_manager', 'supervisor', 'coordinator', 'analyst', 'administrator', 'provider', 'funder'],
    },
  },
]
