// Checks that a declared verb is the one in force. Not in pages (build/unused.ts): the server, which decides, has checked
// the same declarations, and the table of all verbs would be on every screen.
import type { Permission } from './permission.ts'
import { VERBS } from './roles.ts'

/** @throws Error when the declaration in its folder differs from the one in force */
export function checkInForce({ name, line }: Permission): void {
  if (VERBS.get(name)?.line !== line)
    throw new Error(`${name} is not in force as it is declared: run "npm run manifest".`)
}
