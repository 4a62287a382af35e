// What sessions add to the server: the routes of signing in, and their description in the API's document.
import type { Capability } from '../../../platform/capability.ts'
import type { Composition } from '../../../platform/composition.ts'
import { DESCRIBED } from '../rules/route-schemas.ts'
import { authRoutes } from './http.ts'

export const capability = ({ signIn, trustProxy }: Composition): Capability => ({
  name: 'sessions',
  handlers: [],
  authRoutes: DESCRIBED,
  routes: signIn ? [authRoutes(signIn, trustProxy)] : [],
})
