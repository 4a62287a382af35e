// The routes of administering users, and the slots they fill on other screens with roles and second proofs.
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/users',
    title: 'user.title',
    load: () => import('./Users.tsx'),
    nav: {
      place: 'administration',
      part: 'staff',
      purpose: 'user.purpose',
      icon: 'people',
      order: 10,
    },
    may: 'user.read',
  },
  { path: '/users/:user', title: 'user.one', load: () => import('./User.tsx') },
  { path: '/users/:user/invitation', title: 'invitation.title', load: () => import('./InvitationSheet.tsx') },
  {
    path: '/users/:user/membership',
    title: 'membership.sheet_title',
    load: () => import('./MembershipSheet.tsx'),
  },
  { path: '/memberships', title: 'membership.title', load: () => import('./Memberships.tsx') },
]

export const slots: SlotContent[] = [
  {
    slot: 'network.invite',
    key: 'first-administrator',
    order: 10,
    load: () => import('./Invite.tsx'),
  },
  {
    slot: 'profile.notice',
    key: 'memberships-offered',
    order: 10,
    load: () => import('./OfferedNotice.tsx'),
  },
  {
    slot: 'profile.notice',
    key: 'second_factor.reset',
    order: 20,
    load: () => import('./Resets.tsx'),
  },
  {
    slot: 'home',
    key: 'second_factor.reset',
    order: 6,
    load: () => import('./Resets.tsx'),
  },
  {
    slot: 'home',
    key: 'role.from_outside',
    order: 7,
    load: () => import('./FromOutside.tsx'),
  },
  {
    slot: 'home',
    key: 'role.confirm',
    order: 15,
    may: 'user.administer',
    load: () => import('./Unconfirmed.tsx'),
  },
]
