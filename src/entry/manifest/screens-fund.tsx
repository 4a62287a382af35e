// Written by `npm run manifest` from the folders of the capabilities: the screens of the wing fund.
import type { Screens } from '../../kit/route.tsx'
export const screens: readonly Screens[] = [
  {
    load: () => import('../../fund/outcomes/screens/routes.tsx'),
    routes: [
      {
        path: '/outcomes',
        title: 'outcome.title',
        nav: { section: 'fund', icon: 'flag', order: 34 },
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
        nav: { section: 'fund', icon: 'coin', order: 38 },
        may: 'statement.read',
      },
      { path: '/contracts/:contract', title: 'contract.one' },
      { path: '/statements/:statement', title: 'statement.one' },
    ],
  },
  {
    load: () => import('../../fund/verification/screens/routes.tsx'),
    routes: [
      {
        path: '/verification',
        title: 'verification.title',
        nav: { section: 'fund', icon: 'shield', order: 36 },
        may: 'verification.judge',
      },
      { path: '/verification/:claim', title: 'verification.one' },
    ],
  },
]
