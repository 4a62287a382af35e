// How erasures to decide on stand on the home screen.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: { 'erasure.decide': { icon: 'hidden', href: () => '/erasures' } },
  figures: { 'erasure.open': '/erasures' },
}
