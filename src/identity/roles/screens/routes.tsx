// The routes of roles and teams.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/roles',
    title: 'role.title',
    load: () => import('./Roles.tsx'),
    nav: {
      place: 'administration',
      part: 'staff',
      purpose: 'role.index',
      icon: 'shield',
      order: 20,
    },
    may: 'user.read',
  },
  { path: '/roles/new', title: 'role.define', load: () => import('./NewRole.tsx') },
  { path: '/roles/:role', title: 'role.one', load: () => import('./OneRole.tsx') },
]
