// How checks on children stand on the home screen, in words that say nothing to whoever stands beside it.
import { hrefTo } from '../../../kernel/paths.ts'
import type { WorkScreens } from '../../../kit/work.ts'
import * as policy from '../policy.ts'

export const work: WorkScreens = {
  work: {
    'child_check.end': {
      icon: 'people',
      href: ({ person }) => hrefTo('/people/:person', { person: person ?? '' }),
      may: policy.check,
      act: () => import('./EndFromToday.tsx'),
    },
  },
}
