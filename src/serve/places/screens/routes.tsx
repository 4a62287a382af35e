// The route of the places of the pack.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/place-codes',
    title: 'place.title',
    load: () => import('./PlaceCodes.tsx'),
    nav: { place: 'services', icon: 'map', order: 40 },
  },
]
