// The words of offline work: what a device sends, what the server answers to each command, and what changed since.
import * as z from 'zod/mini'
import { command } from './command.ts'
import { commandNotKept } from './problems.ts'
import { Id, Instant, Text } from './words.ts'

/** Most commands a device sends in one request. */
export const BATCH = 200

export const CommandName = z.string().check(z.regex(/^[a-z_]{1,60}\.[a-z_]{1,60}$/u))

/**
 * One command on its way to the server. `id` (uuid version 7) is its idempotency key for ever; `seq` only says its
 * place in the device's own order and is given anew when the server asks for it.
 */
export const Envelope = z.strictObject({
  id: Id,
  seq: z.int().check(z.minimum(1)),
  name: CommandName,
  input: z.unknown(),
  /** The device's clock: a claim, kept beside the server's. A clock outside 1970 to 2199 claims nothing. */
  occurredAt: Instant.check(z.regex(/^(19[7-9]|20\d|21\d)\d-/u)),
  packRelease: z.optional(z.string().check(z.regex(/^[\w.@+-]{1,200}$/u))),
  /** The command this one builds on: when that one was not applied, this one parks. */
  after: z.optional(Id),
  /** The rejected or parked command this one was corrected from. */
  replaces: z.optional(Id),
})
export type Envelope = z.infer<typeof Envelope>

/** How far a device has pulled; opaque to it. */
export const Cursor = z.string().check(z.maxLength(200))

export const SyncRequest = z.strictObject({
  device: Id,
  /** The device's clock as it sends this: by how much it is wrong, what it says of its commands is put right. */
  now: z.optional(z.string().check(z.maxLength(40))),
  /** Read one by one, so that a malformed one never stands in the way of the rest. */
  commands: z.array(z.unknown()).check(z.maxLength(BATCH)),
  /** People whose documents the answer must hold as they now stand, if this device may see them. */
  persons: z.optional(z.array(Id).check(z.maxLength(BATCH))),
  /** Asks for changes; without it the request only sends. `null` begins from nothing. */
  pull: z.optional(z.strictObject({ cursor: z.nullable(Cursor) })),
})
export type SyncRequest = z.infer<typeof SyncRequest>

const ProblemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  data: z.optional(z.record(z.string(), z.unknown())),
})

/**
 * What became of one command. `applied`, `rejected` and `parked` are final and kept on the server; `waiting` was not
 * looked at, because its `seq` is not the one expected. `duplicate` marks an outcome that was already known.
 */
export const CommandResult = z.object({
  id: z.nullable(z.string()),
  outcome: z.enum(['applied', 'rejected', 'parked', 'waiting']),
  duplicate: z.optional(z.boolean()),
  output: z.optional(z.unknown()),
  problem: z.optional(ProblemDocument),
})
export type CommandResult = z.infer<typeof CommandResult>

export const Changes = z.object({
  /** The device forgets every document first: another database, or another set of people it may see. */
  reset: z.boolean(),
  /** One person as they stand now: each capability's document by its name. */
  documents: z.array(z.object({ person: Id, parts: z.record(z.string(), z.unknown()) })),
  /** People who are no longer this device's to keep. */
  withdrawn: z.array(Id),
})
export type Changes = z.infer<typeof Changes>

export const SyncResponse = z.object({
  /** Which database answered: a restored one has a new id, and devices send again what it may have lost. */
  database: Id,
  /** In the order of the request's commands. */
  outcomes: z.array(CommandResult),
  /** The `seq` the server takes next from this device. */
  expected: z.int(),
  /** The pack release new commands are made under. */
  packRelease: z.string(),
  /** `null` when they could not be gathered; the commands' outcomes stand all the same. */
  changes: z.nullable(Changes),
  cursor: z.nullable(Cursor),
  /** There is more to pull with this cursor. */
  more: z.boolean(),
})
export type SyncResponse = z.infer<typeof SyncResponse>

/** The store of a user on a device; also what the keys of it are bound to. */
export const storeName = (actor: { readonly user: Id; readonly organisation: Id }) =>
  `arraigo-${actor.organisation}-${actor.user}`

/** What the server's half of the second way into a store is stretched with (HKDF-SHA-256; the salt is the device's id). */
export const SPARE_KEY = 'arraigo device spare key'

/** AES-256-GCM as it travels: base64, the tag at the end of the bytes. */
const SealedBytes = z.strictObject({ iv: z.base64().check(z.length(16)), bytes: z.base64() })
export type SealedBytes = z.infer<typeof SealedBytes>

/**
 * What a device hands over that can no longer be opened on it: its sealed commands as they lie there, and its data key
 * sealed under the server's half. `last` says that nothing more comes, and the store is erased.
 */
export const HandOver = z.strictObject({
  spare: SealedBytes,
  rows: z
    .array(z.extend(SealedBytes, { place: z.string().check(z.regex(/^entry\/[0-9a-f-]{36}$/u)) }))
    .check(z.maxLength(BATCH)),
  last: z.boolean(),
})
export type HandOver = z.infer<typeof HandOver>

/** Says why a rejected or parked command is given up; the reason is kept beside it. */
export const discardCommand = command({
  name: 'command.discard',
  exposure: 'staff',
  summary: 'Set aside a command that was not taken in, and say why.',
  input: z.strictObject({ id: Id, reason: Text(500) }),
  output: z.object({ id: Id }),
  problems: [commandNotKept],
  offline: true,
})
