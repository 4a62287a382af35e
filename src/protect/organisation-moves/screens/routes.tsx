// The route of the moves behind the firewall, and the slots that link to it.
import type { SlotContent, Route } from '../../../kit/route.tsx'
import * as policy from '../policy.ts'

export const routes: Route[] = [
  {
    path: '/network/moves',
    title: 'organisation_move.title',
    load: () => import('./Moves.tsx'),
    nav: {
      place: 'administration',
      part: 'organisation',
      purpose: 'organisation_move.purpose',
      icon: 'shield',
      order: 45,
      may: policy.decideFirewall,
    },
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'home',
    key: 'organisation-moves',
    title: 'organisation_move.to_decide',
    order: 13,
    may: policy.decideFirewall,
    load: () => import('./MovesToday.tsx'),
  },
  {
    slot: 'network.actions',
    key: 'organisation-moves',
    title: 'organisation_move.title',
    order: 10,
    may: policy.decideFirewall,
    load: () => import('./MovesLink.tsx'),
  },
]
