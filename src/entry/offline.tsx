// Which screens this device keeps for use without a network.
import type { Actor } from '../kernel/actor.ts'
import { isFor } from '../kit/session.tsx'
import { routes, slots } from './screens.tsx'

/** The routes of a user that work without a network, and what is added to them; with what a device that keeps people needs. */
export const screensOf = (actor: Actor, keepsPeople: boolean): string[] => [
  ...routes
    .filter((route) => (route.field || route.offline) && !route.open && isFor(actor, route))
    .map(({ path }) => path),
  ...slots.filter((content) => isFor(actor, content)).map(({ slot, key }) => `${slot}:${key}`),
  ...(keepsPeople ? ['device'] : []),
]
