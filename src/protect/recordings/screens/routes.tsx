// The route of recordings, and the slots beside a text that is read to somebody and on the card of a device.
import type { Route, SlotContent } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/recordings',
    title: 'recording.title',
    load: () => import('./Recordings.tsx'),
    nav: {
      place: 'administration',
      part: 'organisation',
      purpose: 'recording.purpose',
      icon: 'phone',
      order: 75,
    },
    may: 'recording.confirm',
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'text.heard',
    key: 'recordings',
    order: 10,
    load: () => import('./Listen.tsx'),
  },
  {
    slot: 'device.holds',
    key: 'recordings',
    order: 10,
    load: () => import('./HeldSounds.tsx'),
  },
]
