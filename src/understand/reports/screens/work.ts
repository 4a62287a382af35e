// Where the figures of the month come from.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  figures: { 'report.registered': '/overview', 'report.delivered': '/overview' },
}
