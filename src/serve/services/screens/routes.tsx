// The address of the service portfolio.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/services',
    title: 'service.title',
    load: () => import('./Services.tsx'),
    nav: { section: 'serve', icon: 'directory', order: 40 },
  },
]
