// The address of the service portfolio.
import type { CodedFields } from '../../../kit/pack.tsx'
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/services',
    title: 'service.title',
    load: () => import('./Services.tsx'),
    nav: { place: 'services', icon: 'directory', order: 10 },
    offline: true,
  },
]

export const coded: CodedFields = {
  'service.languages': 'languages',
}
