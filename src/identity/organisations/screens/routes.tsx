// The routes of the own organisation and of the directory of the network.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/organisation',
    title: 'organisation.own',
    load: () => import('./Organisation.tsx'),
    nav: {
      place: 'administration',
      part: 'organisation',
      purpose: 'organisation.purpose',
      icon: 'settings',
      order: 30,
    },
    may: 'centre.open',
  },
  {
    path: '/network',
    title: 'organisation.network',
    load: () => import('./Network.tsx'),
    nav: {
      place: 'administration',
      part: 'organisation',
      purpose: 'organisation.network_purpose',
      icon: 'directory',
      order: 40,
    },
  },
  {
    path: '/organisations/:organisation',
    title: 'organisation.one',
    load: () => import('./OneOrganisation.tsx'),
    under: '/network',
  },
]
