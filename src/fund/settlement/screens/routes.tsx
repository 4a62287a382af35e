// Routes of the screens of contracts and statements, for payers and providers.
import type { Route, SlotContent } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/contracts',
    title: 'contract.title',
    load: () => import('./Contracts.tsx'),
    nav: { place: 'results', icon: 'coin', order: 30 },
    may: 'statement.read',
  },
  {
    path: '/overview/results',
    title: 'statement.figures',
    load: () => import('./Figures.tsx'),
    nav: { place: 'figures', icon: 'coin', order: 20 },
    may: 'statement.read',
  },
  { path: '/contracts/:contract', title: 'contract.one', load: () => import('./Contract.tsx') },
  {
    path: '/statements',
    title: 'statement.title',
    load: () => import('./Statements.tsx'),
    nav: { place: 'results', icon: 'coin', order: 40 },
    may: 'statement.read',
  },
  { path: '/statements/:statement', title: 'statement.one', load: () => import('./Statement.tsx') },
]

export const slots: SlotContent[] = [
  {
    slot: 'overview',
    key: 'bought',
    order: 10,
    may: 'statement.read',
    load: () => import('./Bought.tsx'),
  },
]
