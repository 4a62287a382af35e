// The addresses of roles and teams, reached from the users.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  { path: '/roles', title: 'role.title', load: () => import('./Roles.tsx') },
  { path: '/roles/new', title: 'role.define', load: () => import('./NewRole.tsx') },
  { path: '/roles/:role', title: 'role.one', load: () => import('./OneRole.tsx') },
]
