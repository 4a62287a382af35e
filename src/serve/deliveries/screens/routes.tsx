// The routes where a service is recorded and where those that were given are listed, and the slot with services received
// on a person's record.
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/people/:person/service',
    title: 'delivery.new',
    load: () => import('./RecordServiceScreen.tsx'),
    act: { icon: 'delivery', order: 30 },
    field: true,
    may: 'delivery.record',
  },
  {
    path: '/deliveries',
    title: 'delivery.given',
    load: () => import('./Given.tsx'),
    nav: { place: 'services', icon: 'delivery', order: 15 },
    may: 'delivery.read',
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'person.helping',
    key: 'services',
    title: 'delivery.title',
    order: 50,
    may: 'delivery.read',
    load: () => import('./ServicesOfPerson.tsx'),
  },
]
