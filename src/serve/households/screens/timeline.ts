// How facts of households are shown on a person's timeline.
import type { FactData } from '../../../kernel/fact.ts'
import type { FactView, TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'details'

const household: FactView<FactData['household.formed']> = {
  icon: 'leaf',
  detail: ({ relation }, { term }) => term('householdRoles', relation),
}

export const timeline = {
  'household.formed': household,
  'household.member_added': household,
  'household.member_removed': { icon: 'leaf' },
} satisfies ViewsOf<typeof facts>
