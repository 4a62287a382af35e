// Where the figures of services given come from.
import { hrefTo } from '../../../kernel/paths.ts'
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  figures: {
    'delivery.week': hrefTo('/deliveries', {}, { since: 'week' }),
    'delivery.month': hrefTo('/deliveries', {}, { since: 'month' }),
  },
}
