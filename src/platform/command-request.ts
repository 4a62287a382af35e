// What is asked of the one door, and what came of it.
import type { Json, ProblemDocument } from '../kernel/problem.ts'
import type { Id } from '../kernel/words.ts'

export type CommandRequest = {
  /** The command's id, minted by the sender: the idempotency key. */
  id: Id
  name: string
  input: unknown
  occurredAt?: string
  /** The release the sender worked under; the active one when not said. */
  packRelease?: string
  /** Where in a device's own order it stands. */
  device?: Id
  seq?: number
  after?: Id
  replaces?: Id
  /** Commits without waiting for the disk: for a caller that makes a whole batch durable before it answers. */
  flushLater?: boolean
}

export type CommandResult =
  | { outcome: 'applied'; output: Json }
  | { outcome: 'duplicate'; output: Json }
  | { outcome: 'rejected' | 'parked'; problem: ProblemDocument; repeated?: boolean }
