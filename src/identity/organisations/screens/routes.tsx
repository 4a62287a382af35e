// The routes of the own organisation and of the directory of the network.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/organisation',
    title: 'organisation.own',
    load: () => import('./Organisation.tsx'),
    nav: { section: 'administration', icon: 'settings', order: 82 },
    may: 'centre.open',
  },
  {
    path: '/network',
    title: 'organisation.network',
    load: () => import('./Network.tsx'),
    nav: { section: 'administration', icon: 'directory', order: 84 },
  },
]
