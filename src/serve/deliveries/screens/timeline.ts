// How a service is shown on a person's timeline: with its kind.
import type { TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'help'

export const timeline = {
  'service.delivered': { icon: 'delivery', detail: ({ kind }, { term }) => term('serviceKinds', kind) },
} satisfies ViewsOf<typeof facts>
