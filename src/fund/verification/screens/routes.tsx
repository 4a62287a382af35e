// Routes of the verifier's screens.
import type { Route } from '../../../kit/route.tsx'
import * as policy from '../policy.ts'

export const routes: Route[] = [
  {
    path: '/verification',
    title: 'verification.title',
    load: () => import('./Inbox.tsx'),
    nav: { section: 'fund', icon: 'shield', order: 36, may: policy.judge },
  },
  { path: '/verification/:claim', title: 'verification.one', load: () => import('./Verification.tsx') },
]
