// How the timeline shows that records were linked with those of other keepers.
import type { TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'details'

export const timeline = {
  'person.link_proposed': { icon: 'people' },
  'person.linked': { icon: 'people' },
  'person.link_declined': { icon: 'people' },
  'person.link_withdrawn': { icon: 'people' },
  'person.unlinked': { icon: 'people' },
} satisfies ViewsOf<typeof facts>
