// The route of the principals of an organisation that are no users.
import type { Route } from '../../../kit/route.tsx'
import * as policy from '../policy.ts'

export const routes: Route[] = [
  {
    path: '/principals',
    title: 'principal.title',
    load: () => import('./Principals.tsx'),
    nav: {
      place: 'administration',
      part: 'access',
      purpose: 'principal.purpose',
      icon: 'eye',
      order: 70,
      may: policy.see,
    },
  },
]
