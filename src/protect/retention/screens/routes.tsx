// Where the rules of retention and the queue before an erasure stand, and a person's own wish on their record.
import type { SlotContent, Route } from '../../../kit/route.tsx'
import * as policy from '../policy.ts'

export const routes: Route[] = [
  {
    path: '/erasures',
    title: 'erasure.title',
    load: () => import('./Erasures.tsx'),
    nav: { section: 'protect', icon: 'clock', order: 66, may: policy.decide },
  },
  { path: '/retention', title: 'retention.title', load: () => import('./Rules.tsx') },
]

export const slots: SlotContent[] = [
  {
    slot: 'person.tab',
    key: 'erasure',
    title: 'erasure.title',
    order: 90,
    may: policy.ask,
    load: () => import('./ErasureOfPerson.tsx'),
  },
]
