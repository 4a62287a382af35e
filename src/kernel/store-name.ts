// The name of a store, apart from the schemas of what a device sends.
import type { Id } from './words.ts'

/** The name of a user's store on a device; its keys are bound to this name too. */
export const storeName = (actor: { readonly user: Id; readonly organisation: Id }) =>
  `arraigo-${actor.organisation}-${actor.user}`
