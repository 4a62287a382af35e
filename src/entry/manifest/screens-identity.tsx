// Written by `npm run manifest` from the folders of the capabilities: the screens of the wing identity.
import type { Screens } from '../../kit/route.tsx'
export const screens: readonly Screens[] = [
  {
    load: () => import('../../identity/devices/screens/routes.tsx'),
    routes: [
      { path: '/attention', title: 'devices.attention', under: '/', field: true },
      { path: '/devices/here', title: 'devices.here', field: true },
      {
        path: '/devices',
        title: 'devices.title',
        nav: {
          place: 'administration',
          part: 'access',
          purpose: 'devices.purpose',
          icon: 'phone',
          order: 80,
        },
        menu: { icon: 'phone', order: 20 },
      },
    ],
  },
  {
    load: () => import('../../identity/keys/screens/routes.tsx'),
    routes: [
      {
        path: '/keys',
        title: 'key.title',
        nav: { place: 'administration', part: 'access', purpose: 'key.purpose', icon: 'key', order: 60 },
        may: 'user.administer',
      },
      { path: '/keys/new', title: 'key.issue' },
    ],
  },
  {
    load: () => import('../../identity/organisations/screens/routes.tsx'),
    routes: [
      {
        path: '/organisation',
        title: 'organisation.own',
        nav: {
          place: 'administration',
          part: 'organisation',
          purpose: 'organisation.purpose',
          icon: 'settings',
          order: 30,
        },
        may: 'centre.open',
      },
      {
        path: '/network',
        title: 'organisation.network',
        nav: {
          place: 'administration',
          part: 'organisation',
          purpose: 'organisation.network_purpose',
          icon: 'directory',
          order: 40,
        },
      },
      { path: '/organisations/:organisation', title: 'organisation.one', under: '/network' },
    ],
  },
  {
    load: () => import('../../identity/principals/screens/routes.tsx'),
    routes: [
      {
        path: '/principals',
        title: 'principal.title',
        nav: {
          place: 'administration',
          part: 'access',
          purpose: 'principal.purpose',
          icon: 'eye',
          order: 70,
        },
        may: 'user.administer',
      },
    ],
  },
  {
    load: () => import('../../identity/roles/screens/routes.tsx'),
    routes: [
      {
        path: '/roles',
        title: 'role.title',
        nav: { place: 'administration', part: 'staff', purpose: 'role.index', icon: 'shield', order: 20 },
        may: 'user.read',
      },
      { path: '/roles/new', title: 'role.define' },
      { path: '/roles/:role', title: 'role.one' },
    ],
  },
  {
    load: () => import('../../identity/sessions/screens/routes.tsx'),
    routes: [
      { path: '/sign-in', title: 'sign_in.title', open: true, bare: 'panel', field: true },
      { path: '/sign-in/organisation', title: 'sign_in.title', open: true, bare: 'panel' },
      { path: '/invitation/:token', title: 'invitation.title', open: true, bare: 'panel' },
      { path: '/profile', title: 'profile.title', menu: { icon: 'person', order: 10 } },
    ],
    slots: [{ slot: 'home', key: 'refused-proofs', order: 8 }],
  },
  {
    load: () => import('../../identity/sign-on/screens/routes.tsx'),
    routes: [
      {
        path: '/sign-on',
        title: 'sign_on.title',
        nav: {
          place: 'administration',
          part: 'access',
          purpose: 'sign_on.purpose',
          icon: 'entrance',
          order: 50,
        },
        may: 'user.administer',
      },
    ],
  },
  {
    load: () => import('../../identity/users/screens/routes.tsx'),
    routes: [
      {
        path: '/users',
        title: 'user.title',
        nav: { place: 'administration', part: 'staff', purpose: 'user.purpose', icon: 'people', order: 10 },
        may: 'user.read',
      },
      { path: '/users/:user', title: 'user.one' },
      { path: '/users/:user/invitation', title: 'invitation.title' },
      { path: '/users/:user/membership', title: 'membership.sheet_title' },
      { path: '/memberships', title: 'membership.title' },
    ],
    slots: [
      { slot: 'network.invite', key: 'first-administrator', order: 10 },
      { slot: 'profile.notice', key: 'memberships-offered', order: 10 },
      { slot: 'profile.notice', key: 'second_factor.reset', order: 20 },
      { slot: 'home', key: 'second_factor.reset', order: 6 },
      { slot: 'home', key: 'role.from_outside', order: 7 },
      { slot: 'home', key: 'role.confirm', order: 15, may: 'user.administer' },
    ],
  },
  {
    load: () => import('../../identity/views/screens/routes.tsx'),
    slots: [{ slot: 'list.views', key: 'views', order: 10 }],
  },
]
