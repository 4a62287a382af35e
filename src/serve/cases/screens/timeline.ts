// How needs, plans, cases and milestones are shown on a person's timeline. The words of goals and steps come with
// their facts.
import type { FactData } from '../../../kernel/fact.ts'
import type { FactView, TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'plan'

const need: FactView<FactData['need.identified']> = {
  icon: 'need',
  detail: ({ code }, { term }) => term('needs', code),
}

export const timeline = {
  'need.identified': need,
  'need.urgency_changed': need,
  'need.met': need,
  'need.ended': need,
  'need.reopened': need,
  'plan.goal_set': { icon: 'flag' },
  'plan.goal_reached': { icon: 'flag' },
  'plan.goal_dropped': { icon: 'flag' },
  'plan.goal_reopened': { icon: 'flag' },
  'plan.step_added': { icon: 'plan' },
  'plan.step_changed': { icon: 'plan' },
  'plan.step_done': { icon: 'check' },
  'plan.step_dropped': { icon: 'close' },
  'plan.step_reopened': { icon: 'plan' },
  'case.opened': { icon: 'people' },
  'case.assigned': { icon: 'people' },
  'case.closed': {
    icon: 'people',
    detail: ({ reason }, { term }) => term('closureReasons', reason),
  },
  'milestone.recorded': {
    icon: 'leaf',
    detail: ({ milestone }, { term }) => term('milestones', milestone),
  },
} satisfies ViewsOf<typeof facts>
