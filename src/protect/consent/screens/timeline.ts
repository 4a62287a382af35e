// How consents are shown on a person's timeline.
import type { TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'consent'

export const timeline = {
  'consent.given': { icon: 'leaf' },
  'consent.awaited': { icon: 'leaf' },
  'consent.confirmed': { icon: 'leaf' },
  'consent.upheld': { icon: 'leaf' },
  'consent.applied': { icon: 'leaf' },
  'consent.refused': { icon: 'leaf' },
  'consent.withdrawn': { icon: 'leaf' },
  'consent.expired': { icon: 'leaf' },
} satisfies ViewsOf<typeof facts>
