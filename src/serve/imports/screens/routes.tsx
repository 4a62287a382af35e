// The routes of imports.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/imports',
    title: 'import.title',
    load: () => import('./Imports.tsx'),
    nav: { place: 'people', icon: 'inbox', order: 40 },
    may: 'import.bring',
  },
  { path: '/imports/:import', title: 'import.one', load: () => import('./OneImport.tsx') },
]
