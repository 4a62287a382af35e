// How notices are shown on a person's timeline.
import type { TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'consent'

export const timeline = {
  'consent.told': { icon: 'leaf' },
  'consent.acknowledged': { icon: 'leaf' },
} satisfies ViewsOf<typeof facts>
