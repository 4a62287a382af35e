// The route of the principals of an organisation that are no users.
import type { Route } from '../../../kit/route.tsx'

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
    },
    may: 'user.administer',
  },
]
