// How overrides that wait for a second user, or for a review, stand on the home screen.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: {
    'override.decide': { icon: 'shield', href: () => '/consents' },
    'override.review': { icon: 'shield', href: () => '/consents' },
  },
}
