// The route where likenesses are compared and decided on.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/duplicates',
    title: 'duplicate.title',
    load: () => import('./Duplicates.tsx'),
    nav: { place: 'people', icon: 'search', order: 30 },
    may: 'person.search',
  },
]
