// How a person's actions in their own view are shown on their timeline.
import type { TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'consent'

export const timeline = {
  'own_code.made': { icon: 'leaf' },
  'own_code.used': { icon: 'leaf' },
  'own_code.revoked': { icon: 'leaf' },
  'correction.asked': { icon: 'leaf' },
  'correction.answered': { icon: 'leaf' },
} satisfies ViewsOf<typeof facts>
