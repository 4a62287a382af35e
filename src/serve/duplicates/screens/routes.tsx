// The queue of likenesses, and where those of one cluster are compared and decided on.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/duplicates',
    title: 'duplicate.title',
    load: () => import('./Duplicates.tsx'),
    nav: { place: 'people', icon: 'search', order: 30 },
    may: 'person.search',
  },
  {
    path: '/duplicates/:person',
    title: 'duplicate.compare_title',
    load: () => import('./ClusterOf.tsx'),
    may: 'person.search',
  },
]
