// How corrections that people asked for stand on the home screen.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: { 'correction.answer': { icon: 'inbox', href: () => '/corrections' } },
  figures: { 'correction.open': '/corrections' },
}
