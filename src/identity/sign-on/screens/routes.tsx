// The address of organisation sign-on.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/sign-on',
    title: 'sign_on.title',
    load: () => import('./SignOn.tsx'),
    nav: { section: 'administration', icon: 'entrance', order: 85 },
    may: 'user.administer',
  },
]
