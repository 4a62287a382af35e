// The addresses of needs and milestones, and the pieces the case lends to a person's record and to today's work.
import type { Piece, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  { path: '/people/:person/need', title: 'need.new', load: () => import('./NewNeed.tsx'), field: true },
  {
    path: '/people/:person/milestone',
    title: 'milestone.new',
    load: () => import('./NewMilestone.tsx'),
    field: true,
  },
]

const roles = ['front_desk', 'orientation', 'case_manager', 'supervisor', 'provider'] as const

export const pieces: Piece[] = [
  {
    place: 'person.tab',
    key: 'work',
    title: 'plan.title',
    order: 20,
    roles,
    load: () => import('./WorkOfPerson.tsx'),
  },
  { place: 'home', key: 'steps', title: 'plan.due', order: 30, roles, load: () => import('./DueToday.tsx') },
]
