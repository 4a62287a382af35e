// Routes of the verifier's screens.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/verification',
    title: 'verification.title',
    load: () => import('./Inbox.tsx'),
    nav: { place: 'results', icon: 'shield', order: 20 },
    may: 'verification.judge',
  },
  {
    path: '/overview/verification',
    title: 'verification.figures',
    load: () => import('./Figures.tsx'),
    nav: { place: 'figures', icon: 'shield', order: 30 },
    may: 'verification.judge',
  },
  { path: '/verification/:claim', title: 'verification.one', load: () => import('./Verification.tsx') },
]
