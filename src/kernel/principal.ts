// A principal that is neither a user nor the system: what it is, whom it stands for, and which operations it
// may call.
import * as z from 'zod/mini'
import type { Command, Query } from './command.ts'
import { Id, Instant } from './words.ts'

/**
 * `display`: a screen that a room can read. `kiosk`: a screen that visitors use. `public_page`: a page that
 * everybody can open. `link`: whatever one person was handed, such as a one-time code. `program`: software.
 */
export const PrincipalKind = z.enum(['display', 'kiosk', 'public_page', 'link', 'program'])
export type PrincipalKind = z.infer<typeof PrincipalKind>

/** The part of an actor that makes it a principal; its organisation and centre are those of the actor. */
export const Principal = z.strictObject({
  kind: PrincipalKind,
  /** The declared use, which decides what it may do. */
  use: z.string(),
  /** Of this principal: a view that was opened, a display that was set up. */
  id: Id,
  /** The one person it stands for: row-level security shows it rows of no other. Without one, of nobody. */
  subject: z.optional(Id),
  /** The names of all it may call: operations, and routes as `GET /api/live`. */
  operations: z.array(z.string()),
  until: Instant,
  /** The user who made it. */
  madeBy: Id,
})
export type Principal = z.infer<typeof Principal>

/**
 * A use of principals, declared in the program: the database names the use of each principal, and never an
 * operation, so that no row gives one more than the program does.
 */
export type PrincipalUse = {
  readonly name: string
  readonly kind: PrincipalKind
  readonly operations: readonly (Command | Query)[]
  /** May hold `GET /api/live` open: it is told which lists changed, and nothing of facts about people. */
  readonly live?: true
}

export const LIVE_ROUTE = 'GET /api/live'

export const operationsOf = ({ operations, live }: Pick<PrincipalUse, 'operations' | 'live'>): string[] => [
  ...operations.map(({ name }) => name),
  ...(live ? [LIVE_ROUTE] : []),
]
