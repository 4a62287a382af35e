// The route of asking for an override, and what overrides add to the screens of consent.
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/people/:person/override',
    title: 'override.ask',
    load: () => import('./AskOverride.tsx'),
    act: { icon: 'key', order: 100 },
    may: 'override.ask',
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'consent.duties',
    key: 'overrides',
    order: 10,
    may: 'override.read',
    load: () => import('./Overrides.tsx'),
  },
  {
    slot: 'consent.of_person',
    key: 'override',
    order: 10,
    may: 'override.ask',
    load: () => import('./AskLink.tsx'),
  },
]
