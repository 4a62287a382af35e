// How yeses to confirm and noes to ask about stand on the home screen of the keeper's staff.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: {
    'consent.confirm': { icon: 'shield', href: () => '/consents' },
    'consent.ask': { icon: 'shield', href: () => '/consents' },
  },
}
