// The route of the moves behind the firewall, and the slots that link to it.
import type { SlotContent, Route } from '../../../kit/route.tsx'

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
    },
    may: 'firewall.decide',
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'network.actions',
    key: 'organisation-moves',
    order: 10,
    may: 'firewall.decide',
    load: () => import('./MovesLink.tsx'),
  },
]
