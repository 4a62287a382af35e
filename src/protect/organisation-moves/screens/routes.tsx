// The route of the moves behind the firewall, and the slots that link to it.
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  { path: '/network/moves', title: 'organisation_move.title', load: () => import('./Moves.tsx') },
]

export const slots: SlotContent[] = [
  {
    slot: 'home',
    key: 'organisation-moves',
    title: 'organisation_move.to_decide',
    order: 13,
    may: 'firewall.decide',
    load: () => import('./MovesToday.tsx'),
  },
  {
    slot: 'network.actions',
    key: 'organisation-moves',
    title: 'organisation_move.title',
    order: 10,
    may: 'firewall.decide',
    load: () => import('./MovesLink.tsx'),
  },
]
