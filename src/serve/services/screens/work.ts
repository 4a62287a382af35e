// Where the figures of services come from.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  figures: { 'service.open': '/services', 'service.unconfirmed': '/services' },
}
