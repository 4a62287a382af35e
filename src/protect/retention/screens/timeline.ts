// How an erasure is shown on a person's timeline.
import type { TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'details'

export const timeline = {
  'person.erased': { icon: 'leaf' },
} satisfies ViewsOf<typeof facts>
