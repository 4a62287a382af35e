// How pairs of records stand on the home screen, and where the figure of registrations comes from.
import { hrefTo } from '../../../kernel/paths.ts'
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: {
    'duplicate.decide': {
      icon: 'people',
      href: ({ person }) => (person ? hrefTo('/duplicates/:person', { person }) : '/duplicates'),
    },
  },
  figures: { 'person.registered': '/people' },
}
