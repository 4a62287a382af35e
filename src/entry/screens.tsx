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
  // Every part of the screens in every state, for whoever changes them.
  {
    path: '/administration/parts',
    title: 'kit.parts',
    load: () => import('../kit/parts/Parts.tsx'),
    nav: {
      place: 'administration',
      part: 'application',
      purpose: 'kit.parts.purpose',
      icon: 'leaf',
      order: 90,
    },
    may: 'user.administer',
  },
]

// How a part is loaded is in the file that declares it, at the same place.
export const routes: readonly Route[] = [
  ...own,
  ...screens.flatMap((one) =>
    (one.routes ?? []).map(
      (route, at) =>
        ({ ...route, load: async () => await ((await one.load()).routes?.[at] as Route).load() }) as Route,
    ),
  ),
]

export const slots: readonly SlotContent[] = screens.flatMap((one) =>
  (one.slots ?? []).map((content, at) => ({
    ...content,
    load: async () => await ((await one.load()).slots?.[at] as SlotContent).load(),
  })),
)

export const coded: CodedFields = Object.assign({}, ...screens.map((one) => one.coded))
