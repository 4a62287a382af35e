// The routes of the firewall: what it refused, where status is asked, and the register of legal demands.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/firewall',
    title: 'firewall.title',
    load: () => import('./Refusals.tsx'),
    nav: { place: 'protection', icon: 'shield', order: 60 },
    may: 'firewall.read',
  },
  {
    path: '/demands',
    title: 'demand.title',
    load: () => import('./Demands.tsx'),
    nav: { place: 'protection', icon: 'contract', order: 70 },
    may: 'demand.read',
  },
  { path: '/demands/:demand', title: 'demand.one', load: () => import('./Demand.tsx') },
  {
    path: '/status-rules',
    title: 'status_rule.title',
    load: () => import('./StatusRules.tsx'),
    nav: { place: 'protection', icon: 'hidden', order: 80 },
    may: 'status_rule.set',
  },
]
