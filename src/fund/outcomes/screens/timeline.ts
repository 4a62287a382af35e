// How facts of outcomes are shown on a person's timeline.
import type { ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const timeline = {
  'outcome.achieved': { icon: 'leaf' },
  'outcome.submitted': { icon: 'leaf' },
  'outcome.recalled': { icon: 'leaf' },
  'outcome.verified': { icon: 'leaf' },
  'outcome.rejected': { icon: 'leaf' },
  'outcome.returned': { icon: 'leaf' },
  'outcome.voided': { icon: 'leaf' },
  'outcome.reopened': { icon: 'leaf' },
  'outcome.paid': { icon: 'leaf' },
} satisfies ViewsOf<typeof facts>
