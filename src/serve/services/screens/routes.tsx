// The addresses of the service portfolio, and its part of an organisation's page.
import type { CodedFields } from '../../../kit/pack.tsx'
import type { Route, SlotContent } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/services',
    title: 'service.title',
    load: () => import('./Services.tsx'),
    nav: { place: 'services', icon: 'directory', order: 10 },
    offline: true,
  },
  { path: '/services/:service', title: 'service.one', load: () => import('./Service.tsx'), offline: true },
]

export const slots: SlotContent[] = [
  { slot: 'home.role', key: 'communications', order: 10, load: () => import('./ConfirmedToday.tsx') },
  {
    slot: 'organisation.parts',
    key: 'services',
    order: 10,
    load: () => import('./ServicesOfOrganisation.tsx'),
  },
]

export const coded: CodedFields = {
  'service.languages': 'languages',
}
