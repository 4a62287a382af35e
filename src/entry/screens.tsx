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

/** How a part is loaded is in the file that declares it, at the same place. */
const partAt = <Part,>(parts: readonly Part[] | undefined, at: number): Part => (parts ?? [])[at] as Part

export const routes: readonly Route[] = [
  home,
  ...screens.flatMap((one) =>
    (one.routes ?? []).map((route, at) => ({
      ...route,
      load: async () => await partAt((await one.load()).routes, at).load(),
    })),
  ),
]

export const slots: readonly SlotContent[] = screens.flatMap((one) =>
  (one.slots ?? []).map((content, at) => ({
    ...content,
    load: async () => await partAt((await one.load()).slots, at).load(),
  })),
)

export const coded: CodedFields = Object.assign({}, ...screens.map((one) => one.coded))
