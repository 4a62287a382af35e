// The route of a person's household.
import type { CodedFields } from '../../../kit/pack.tsx'
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/people/:person/household',
    title: 'household.title',
    load: () => import('./HouseholdScreen.tsx'),
    act: { icon: 'home', order: 80 },
    field: true,
    may: 'person.read',
  },
]

export const coded: CodedFields = {
  'household.relation': 'householdRoles',
}
