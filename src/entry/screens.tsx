// Every capability's screens, by name: a line here is what puts a capability into the web application.
import type { Piece, Route } from '../kit/route.tsx'
import * as access from '../protect/access/screens/routes.tsx'

const home: Route = {
  path: '/',
  title: 'kit.home',
  load: () => import('./Home.tsx'),
  nav: { section: 'serve', icon: 'home', order: 0 },
  field: true,
}

export const routes: readonly Route[] = [home, ...access.routes]

export const pieces: readonly Piece[] = []
