// Where the figures of services given come from.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  figures: { 'delivery.week': '/people', 'delivery.month': '/people' },
}
