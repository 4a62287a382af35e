// The route where likenesses are compared and decided on.
import type { Route } from '../../../kit/route.tsx'
import * as policy from '../policy.ts'

export const routes: Route[] = [
  {
    path: '/duplicates',
    title: 'duplicate.title',
    load: () => import('./Duplicates.tsx'),
    nav: { section: 'serve', icon: 'search', order: 45, may: policy.search },
  },
]
