// How steps stand on the home screen.
import { hrefTo } from '../../../kernel/paths.ts'
import type { WorkScreens } from '../../../kit/work.ts'
import * as policy from '../policy.ts'

export const work: WorkScreens = {
  work: {
    'plan.step': {
      icon: 'plan',
      href: ({ person }) => hrefTo('/people/:person', { person: person ?? '' }, { tab: 'work' }),
      may: policy.plan,
      act: () => import('./CompleteFromToday.tsx'),
    },
  },
  figures: {
    'case.mine': hrefTo('/people', {}, { case: 'mine' }),
    'case.open': hrefTo('/people', {}, { case: 'open' }),
    'plan.late': hrefTo('/', {}, { kind: 'plan.step' }),
  },
}
