// How facts of outcomes are shown on a person's timeline: which outcome it is.
import type { FactData } from '../../../kernel/fact.ts'
import type { FactView, TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'results'

const outcome: FactView<FactData['outcome.achieved']> = {
  icon: 'flag',
  detail({ outcome: code }, { pack }) {
    const found = pack?.pack.outcomes.find((one) => one.code === code)
    return found && pack?.say(found.label)
  },
}

export const timeline = {
  'outcome.achieved': outcome,
  'outcome.submitted': outcome,
  'outcome.recalled': outcome,
  'outcome.verified': { ...outcome, icon: 'check' },
  'outcome.rejected': outcome,
  'outcome.returned': outcome,
  'outcome.voided': outcome,
  'outcome.reopened': outcome,
  'outcome.paid': { ...outcome, icon: 'coin' },
  'outcome.settled': { ...outcome, icon: 'coin' },
} satisfies ViewsOf<typeof facts>
