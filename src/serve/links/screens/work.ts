// How links that wait for an answer stand on the home screen.
import { hrefTo } from '../../../kernel/paths.ts'
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: {
    'link.answer': {
      icon: 'people',
      href: ({ person }) => (person ? hrefTo('/people/:person', { person }, { tab: 'merges' }) : '/people'),
    },
  },
}
