// The routes of needs and milestones, and the slots of cases on a person's record and on the home screen.
import type { CodedFields } from '../../../kit/pack.tsx'
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/people/:person/need',
    title: 'need.new',
    load: () => import('./NewNeedScreen.tsx'),
    act: { icon: 'need', order: 10 },
    field: true,
    may: 'need.identify',
  },
  {
    path: '/people/:person/milestone',
    title: 'milestone.new',
    load: () => import('./NewMilestoneScreen.tsx'),
    act: { icon: 'flag', order: 50 },
    field: true,
    may: 'case.plan',
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'person.plan',
    key: 'work',
    title: 'plan.title',
    order: 20,
    may: 'case.read',
    load: () => import('./WorkOfPerson.tsx'),
  },
  {
    slot: 'person.now',
    key: 'needs',
    title: 'need.open',
    order: 20,
    may: 'case.read',
    load: () => import('./OpenNeeds.tsx'),
  },
  {
    slot: 'person.now',
    key: 'team',
    title: 'case.team',
    order: 30,
    may: 'case.read',
    load: () => import('./Team.tsx'),
  },
]

export const coded: CodedFields = {
  'need.code': 'needs',
  'need.urgency': 'urgencies',
  'milestone.milestone': 'milestones',
  'case.reason': 'closureReasons',
}
