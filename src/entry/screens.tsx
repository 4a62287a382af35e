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
    offline: true,
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

/** How a part is loaded is in the file that declares it, at the same place. */
async function loadPart<Part extends { load: () => Promise<unknown> }>(
  declared: Promise<readonly Part[] | undefined>,
  at: number,
): Promise<Awaited<ReturnType<Part['load']>>> {
  const part = (await declared)?.[at]
  if (part === undefined) throw new Error('Run `npm run manifest`.')
  return (await part.load()) as Awaited<ReturnType<Part['load']>>
}

export const routes: readonly Route[] = [
  ...own,
  ...screens.flatMap((one) =>
    (one.routes ?? []).map((route, at) => {
      const load = () =>
        loadPart(
          one.load().then((declared) => declared.routes),
          at,
        )
      return { ...route, load } as Route
    }),
  ),
]

export const slots: readonly SlotContent[] = screens.flatMap((one) =>
  (one.slots ?? []).map((content, at) => ({
    ...content,
    load: () =>
      loadPart(
        one.load().then((declared) => declared.slots),
        at,
      ),
  })),
)

export const coded: CodedFields = Object.assign({}, ...screens.map((one) => one.coded))
