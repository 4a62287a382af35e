// How a disclosure under a legal demand is shown on a person's timeline.
import type { TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'consent'

export const timeline = {
  'demand.disclosed': { icon: 'leaf' },
} satisfies ViewsOf<typeof facts>
