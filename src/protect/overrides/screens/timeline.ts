// How overrides are shown on a person's timeline.
import type { TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'consent'

export const timeline = {
  'override.asked': { icon: 'leaf' },
  'override.allowed': { icon: 'leaf' },
  'override.refused': { icon: 'leaf' },
  'override.ended': { icon: 'leaf' },
  'override.reviewed': { icon: 'leaf' },
} satisfies ViewsOf<typeof facts>
