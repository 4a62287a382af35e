// Lists the routes of every capability's screens, the slot contents they add to other screens, and which fields of
// their commands hold codes, from the manifest.
import type { CodedFields } from '../kit/pack.tsx'
import type { Route, SlotContent } from '../kit/route.tsx'
import { screens } from './manifest/screens.tsx'

/** The routes that belong to no capability: the front, and the pages of the shell. */
const own: readonly Route[] = [
  {
    path: '/',
    title: 'kit.place.today',
    load: () => import('./Home.tsx'),
    nav: { place: 'today', icon: 'home', order: 10 },
    field: true,
  },
  {
    path: '/administration',
    title: 'kit.place.administration',
    load: () => import('../kit/shell/Administration.tsx'),
  },
  {
    path: '/places',
    title: 'kit.places',
    load: () => import('../kit/shell/Places.tsx'),
    menu: { icon: 'map', order: 30 },
  },
  {
    path: '/shortcuts',
    title: 'kit.shortcuts',
    load: () => import('../kit/shell/Shortcuts.tsx'),
    menu: { icon: 'info', order: 40 },
  },
]

export const routes: readonly Route[] = [...own, ...screens.flatMap((one) => one.routes ?? [])]

export const slots: readonly SlotContent[] = screens.flatMap((one) => one.slots ?? [])

export const coded: CodedFields = Object.assign({}, ...screens.map((one) => one.coded))
