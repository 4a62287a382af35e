// Lists the routes of every capability's screens, the slot contents they add to other screens, and which fields of
// their commands hold codes, from the manifest.
import type { CodedFields } from '../kit/pack.tsx'
import type { Route, SlotContent } from '../kit/route.tsx'
import { screens } from './manifest/screens.tsx'

const home: Route = {
  path: '/',
  title: 'kit.home',
  load: () => import('./Home.tsx'),
  nav: { section: 'serve', icon: 'home', order: 0 },
  field: true,
}

/** Every part of the screens in every state, for whoever changes them. */
const parts: Route = {
  path: '/administration/parts',
  title: 'kit.parts',
  load: () => import('../kit/parts/Parts.tsx'),
  nav: { section: 'administration', icon: 'leaf', order: 95 },
  may: 'user.administer',
}

/** How a part is loaded is in the file that declares it, at the same place. */
async function loadPart<Part extends { load: () => Promise<unknown> }>(
  declared: Promise<readonly Part[] | undefined>,
  at: number,
): Promise<Awaited<ReturnType<Part['load']>>> {
  const part = (await declared)?.[at]
  if (part === undefined) throw new Error('The manifest is older than the screens: run `npm run manifest`.')
  return (await part.load()) as Awaited<ReturnType<Part['load']>>
}

export const routes: readonly Route[] = [
  home,
  parts,
  ...screens.flatMap((one) =>
    (one.routes ?? []).map((route, at) => ({
      ...route,
      load: () =>
        loadPart(
          one.load().then((declared) => declared.routes),
          at,
        ),
    })),
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
