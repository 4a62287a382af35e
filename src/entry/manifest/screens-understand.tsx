// Written by `npm run manifest` from the folders of the capabilities: the screens of the wing understand.
import type { Screens } from '../../kit/route.tsx'
export const screens: readonly Screens[] = [
  {
    load: () => import('../../understand/reports/screens/routes.tsx'),
    routes: [
      {
        path: '/overview',
        title: 'report.title',
        nav: { place: 'figures', icon: 'chart', order: 10 },
        may: 'report.read',
      },
      { path: '/overview/hand-over', title: 'report.hand_over' },
    ],
    slots: [{ slot: 'home.role', key: 'analyst', order: 20, may: 'report.read' }],
  },
]
