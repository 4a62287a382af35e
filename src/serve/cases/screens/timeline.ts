// How needs, plans, cases and milestones are shown on a person's timeline.
import type { FactData } from '../../../kernel/fact.ts'
import type { FactView, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

const need: FactView<FactData['need.identified']> = {
  icon: 'leaf',
  detail: ({ code }, { term }) => term('needs', code),
}

export const timeline = {
  'need.identified': need,
  'need.urgency_changed': need,
  'need.met': need,
  'need.ended': need,
  'need.reopened': need,
  'plan.goal_set': { icon: 'leaf' },
  'plan.goal_reached': { icon: 'leaf' },
  'plan.goal_dropped': { icon: 'leaf' },
  'plan.goal_reopened': { icon: 'leaf' },
  'plan.step_added': { icon: 'leaf' },
  'plan.step_changed': { icon: 'leaf' },
  'plan.step_done': { icon: 'leaf' },
  'plan.step_dropped': { icon: 'leaf' },
  'plan.step_reopened': { icon: 'leaf' },
  'case.opened': { icon: 'leaf' },
  'case.assigned': { icon: 'leaf' },
  'case.closed': { icon: 'leaf' },
  'milestone.recorded': {
    icon: 'leaf',
    detail: ({ milestone }, { term }) => term('milestones', milestone),
  },
} satisfies ViewsOf<typeof facts>
