// The addresses where a register is brought in.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/imports',
    title: 'import.title',
    load: () => import('./Imports.tsx'),
    nav: {
      section: 'house',
      icon: 'inbox',
      order: 70,
      roles: ['coordinator', 'supervisor', 'administrator'],
    },
  },
  { path: '/imports/:import', title: 'import.one', load: () => import('./OneImport.tsx') },
]
