// Says with each request whose page or device sends it: the cookie may meanwhile be another user's, or the same
// user's in another organisation.
import type { Id } from './words.ts'

/** A user in one organisation. */
export type Owner = { readonly user: Id; readonly organisation: Id }

/** The server refuses the session of another user, and acts in this organisation, whichever the session chose. */
export const headersOf = ({ user, organisation }: Owner) => ({
  'x-user': user,
  'x-organisation': organisation,
})
