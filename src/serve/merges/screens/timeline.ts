// How the timeline shows that records were merged and unmerged.
import type { TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'details'

export const timeline = {
  'person.merged': { icon: 'people' },
  'person.unmerged': { icon: 'people' },
} satisfies ViewsOf<typeof facts>
