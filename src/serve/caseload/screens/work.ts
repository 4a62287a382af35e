// How lists that wait for a second person, or to be taken, stand on the home screen.
import { hrefTo } from '../../../kernel/paths.ts'
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: {
    'export.decide': { icon: 'shield', href: ({ id }) => hrefTo('/exports/:export', { export: id }) },
    'export.take': { icon: 'send', href: ({ id }) => hrefTo('/exports/:export', { export: id }) },
  },
}
