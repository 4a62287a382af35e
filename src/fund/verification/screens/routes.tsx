// Routes of the verifier's screens, and the card of waiting claims on the home screen.
import type { SlotContent, Route } from '../../../kit/route.tsx'
import * as policy from '../policy.ts'

export const routes: Route[] = [
  {
    path: '/verification',
    title: 'verification.title',
    load: () => import('./Inbox.tsx'),
    nav: { place: 'results', icon: 'shield', order: 20, may: policy.judge },
  },
  { path: '/verification/:claim', title: 'verification.one', load: () => import('./Verification.tsx') },
]

export const slots: SlotContent[] = [
  {
    slot: 'home',
    key: 'verification',
    title: 'verification.title',
    order: 11,
    may: policy.judge,
    load: () => import('./Waiting.tsx'),
  },
]
