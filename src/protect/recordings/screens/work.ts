// How recordings to confirm stand on the home screen.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: { 'recording.confirm': { icon: 'phone', href: () => '/recordings' } },
}
