// The routes of signing in and of the user's own account.
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/sign-in',
    title: 'sign_in.title',
    load: () => import('./SignIn.tsx'),
    open: true,
    bare: 'panel',
    field: true,
  },
  {
    path: '/sign-in/organisation',
    title: 'sign_in.title',
    load: () => import('./SignOnReturn.tsx'),
    open: true,
    bare: 'panel',
  },
  {
    path: '/invitation/:token',
    title: 'invitation.title',
    load: () => import('./Invitation.tsx'),
    open: true,
    bare: 'panel',
  },
  {
    path: '/profile',
    title: 'profile.title',
    load: () => import('./Profile.tsx'),
    menu: { icon: 'person', order: 10 },
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'home',
    key: 'refused-proofs',
    order: 8,
    load: () => import('./RefusedToday.tsx'),
  },
]
