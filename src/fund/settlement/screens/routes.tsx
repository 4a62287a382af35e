// Routes of the screens of contracts and statements, for payers and providers.
import type { SlotContent, Route } from '../../../kit/route.tsx'
import * as policy from '../policy.ts'

export const routes: Route[] = [
  {
    path: '/contracts',
    title: 'contract.title',
    load: () => import('./Contracts.tsx'),
    nav: { place: 'results', icon: 'coin', order: 30, may: policy.read },
  },
  { path: '/contracts/:contract', title: 'contract.one', load: () => import('./Contract.tsx') },
  {
    path: '/statements/:statement',
    title: 'statement.one',
    load: () => import('./Statement.tsx'),
    under: '/contracts',
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'home',
    key: 'statements',
    title: 'statement.title',
    order: 21,
    may: policy.pay,
    load: () => import('./Unpaid.tsx'),
  },
]
