// How requests to move an organisation behind the firewall stand on the home screen.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: { 'organisation_move.decide': { icon: 'shield', href: () => '/network/moves' } },
}
