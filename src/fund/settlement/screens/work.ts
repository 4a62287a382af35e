// How statements stand on the home screen of a payer.
import { hrefTo } from '../../../kernel/paths.ts'
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: {
    'statement.pay': { icon: 'coin', href: ({ id }) => hrefTo('/statements/:statement', { statement: id }) },
  },
  figures: {
    'statement.bought': '/overview/results',
    'statement.paid': '/overview/results',
    'statement.owed': '/contracts',
  },
}
