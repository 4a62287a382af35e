// Written by `npm run manifest` from the folders of the capabilities: the screens of the wing fund.
import type { Screens } from '../../kit/route.tsx'
export const screens: readonly Screens[] = [
  {
    load: () => import('../../fund/outcomes/screens/routes.tsx'),
    routes: [
      {
        path: '/outcomes',
        title: 'outcome.title',
        nav: { place: 'results', icon: 'flag', order: 10 },
        may: 'outcome.read',
      },
      { path: '/outcomes/:claim', title: 'outcome.one' },
    ],
    slots: [
      { slot: 'person.tab', key: 'outcomes', title: 'outcome.title', order: 60, may: 'outcome.attach' },
    ],
  },
  {
    load: () => import('../../fund/settlement/screens/routes.tsx'),
    routes: [
      {
        path: '/contracts',
        title: 'contract.title',
        nav: { place: 'results', icon: 'coin', order: 30 },
        may: 'statement.read',
      },
      {
        path: '/overview/results',
        title: 'statement.figures',
        nav: { place: 'figures', icon: 'coin', order: 20 },
        may: 'statement.read',
      },
      { path: '/contracts/:contract', title: 'contract.one' },
      {
        path: '/statements',
        title: 'statement.title',
        nav: { place: 'results', icon: 'coin', order: 40 },
        may: 'statement.read',
      },
      { path: '/statements/:statement', title: 'statement.one' },
    ],
    slots: [{ slot: 'overview', key: 'bought', order: 10, may: 'statement.read' }],
  },
  {
    load: () => import('../../fund/verification/screens/routes.tsx'),
    routes: [
      {
        path: '/verification',
        title: 'verification.title',
        nav: { place: 'results', icon: 'shield', order: 20 },
        may: 'verification.judge',
      },
      {
        path: '/overview/verification',
        title: 'verification.figures',
        nav: { place: 'figures', icon: 'shield', order: 30 },
        may: 'verification.judge',
      },
      { path: '/verification/:claim', title: 'verification.one' },
    ],
  },
]
