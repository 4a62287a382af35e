// The route of asking for an override, and what overrides add to the screens of consent.
import type { SlotContent, Route } from '../../../kit/route.tsx'
import * as policy from '../policy.ts'

export const routes: Route[] = [
  {
    path: '/people/:person/override',
    title: 'override.ask',
    load: () => import('./AskOverride.tsx'),
    act: { icon: 'key', order: 100, may: policy.askOverride },
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'consent.duties',
    key: 'overrides',
    title: 'override.title',
    order: 10,
    may: policy.readOverrides,
    load: () => import('./Overrides.tsx'),
  },
  {
    slot: 'consent.of_person',
    key: 'override',
    title: 'override.ask',
    order: 10,
    may: policy.askOverride,
    load: () => import('./AskLink.tsx'),
  },
]
