// The routes of the keys of programs.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/keys',
    title: 'key.title',
    load: () => import('./Keys.tsx'),
    nav: { section: 'administration', icon: 'key', order: 86 },
    may: 'user.administer',
  },
  { path: '/keys/new', title: 'key.issue', load: () => import('./NewKey.tsx') },
]
