// The address of organisation sign-on.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/sign-on',
    title: 'sign_on.title',
    load: () => import('./SignOn.tsx'),
    nav: {
      place: 'administration',
      part: 'access',
      purpose: 'sign_on.purpose',
      icon: 'entrance',
      order: 50,
    },
    may: 'user.administer',
  },
]
