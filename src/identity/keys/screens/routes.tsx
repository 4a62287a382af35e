// The routes of the keys of programs.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/keys',
    title: 'key.title',
    load: () => import('./Keys.tsx'),
    nav: {
      place: 'administration',
      part: 'access',
      purpose: 'key.purpose',
      icon: 'key',
      order: 60,
    },
    may: 'user.administer',
  },
  { path: '/keys/new', title: 'key.issue', load: () => import('./NewKey.tsx') },
]
