// Gives the parts of the shell the table of routes, the places of the user and where the address is.
import { createContext, use, useMemo, type ReactNode } from 'react'
import type { PlainPath } from '../../kernel/paths.ts'
import { matchRoute, useAddress, type Route } from '../route.tsx'
import { isFor, useSession } from '../session.tsx'
import { placesOf, whereIs, type PlaceShown, type Whereabouts } from './places.ts'

const Routes = createContext<readonly Route[]>([])

export function RoutesProvider({ routes, children }: { routes: readonly Route[]; children: ReactNode }) {
  return <Routes value={routes}>{children}</Routes>
}

/** The places of the user, in the order of their role. */
export function usePlaces(): readonly PlaceShown[] {
  const routes = use(Routes)
  const actor = useSession()?.actor
  return useMemo(() => (actor ? placesOf(routes, actor) : []), [routes, actor])
}

/** The place and screen of the current address; undefined for what is in no place, such as the own account. */
export function useWhereabouts(): Whereabouts | undefined {
  const routes = use(Routes)
  const { path } = useAddress()
  return useMemo(() => {
    const found = matchRoute(routes, path)
    return found && whereIs(routes, found.route.path)
  }, [routes, path])
}

type MenuRoute = Extract<Route, { path: PlainPath }> & { menu: NonNullable<Route['menu']> }

/** The routes of the menu under the user's name. */
export function useMenuRoutes(): readonly MenuRoute[] {
  const routes = use(Routes)
  return useMemo(
    () =>
      routes
        .filter((route): route is MenuRoute => route.menu !== undefined)
        .toSorted((a, b) => a.menu.order - b.menu.order),
    [routes],
  )
}

/** The person whom the current address is about, and what the user may do for them. */
export function usePersonInView() {
  const routes = use(Routes)
  const actor = useSession()?.actor
  const { path } = useAddress()
  const person = matchRoute(routes, path)?.params['person']
  return useMemo(() => {
    if (person === undefined) return undefined
    const acts = routes
      .flatMap(({ path: to, title, act, may }) => (act ? [{ path: to, title, act: { may, ...act } }] : []))
      .filter(({ act }) => isFor(actor, act))
      .toSorted((a, b) => a.act.order - b.act.order)
    return { person, acts }
  }, [routes, actor, person])
}
