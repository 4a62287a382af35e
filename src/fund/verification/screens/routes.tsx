// Routes of the verifier's screens, and the card of waiting claims on the home screen.
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/verification',
    title: 'verification.title',
    load: () => import('./Inbox.tsx'),
    nav: { section: 'fund', icon: 'shield', order: 36 },
    may: 'verification.judge',
  },
  { path: '/verification/:claim', title: 'verification.one', load: () => import('./Verification.tsx') },
]

export const slots: SlotContent[] = [
  {
    slot: 'home',
    key: 'verification',
    title: 'verification.title',
    order: 11,
    may: 'verification.judge',
    load: () => import('./Waiting.tsx'),
  },
]
