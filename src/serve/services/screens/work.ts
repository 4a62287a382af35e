// How services to confirm stand on the home screen, and where the figures of services come from.
import { hrefTo } from '../../../kernel/paths.ts'
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: {
    'service.confirm': { icon: 'directory', href: ({ id }) => hrefTo('/services/:service', { service: id }) },
  },
  figures: {
    'service.open': hrefTo('/services', {}, { state: 'open' }),
    'service.unconfirmed': hrefTo('/services', {}, { state: 'unconfirmed' }),
  },
}
