// Schemas of synchronisation: what a device sends, what the server answers to each command, and what changed
// since.
import * as z from 'zod/mini'
import { BATCH } from './device-sync.ts'
import { Id, Instant } from './words.ts'

export const CommandName = z.string().check(z.regex(/^[a-z_]{1,60}\.[a-z_]{1,60}$/u))

/**
 * The envelope of one command. `id` (uuid version 7) is its idempotency key and never changes; `seq` is its
 * position in the device's order and is renumbered when the server expects another one.
 */
export const Envelope = z.strictObject({
  id: Id,
  seq: z.int().check(z.minimum(1)),
  name: CommandName,
  input: z.unknown(),
  /**
   * By the device's clock, which may be wrong; the server stores its own time too. A year outside 1970 to
   * 2199 is refused.
   */
  occurredAt: Instant.check(z.regex(/^(19[7-9]|20\d|21\d)\d-/u)),
  packRelease: z.optional(z.string().check(z.regex(/^[\w.@+-]{1,200}$/u))),
  /** The command this one depends on: while that one is not applied, this one is parked. */
  after: z.optional(Id),
  /** The rejected or parked command that this one corrects. */
  replaces: z.optional(Id),
})
export type Envelope = z.infer<typeof Envelope>

/** The position up to which a device has pulled; opaque to the device. */
export const Cursor = z.string().check(z.maxLength(200))

const ListName = z.string().check(z.regex(/^[a-z_]{1,60}$/u))

/** Most lists of one device. */
const LISTS = 50

export const SyncRequest = z.strictObject({
  device: Id,
  /**
   * The device's clock when it sends the request: the server corrects `occurredAt` of its commands by the
   * difference.
   */
  now: z.optional(z.string().check(z.maxLength(40))),
  /** Parsed one by one, so that a malformed one does not block the others. */
  commands: z.array(z.unknown()).check(z.maxLength(BATCH)),
  /** People whose current documents the answer must contain, if this device may see them. */
  persons: z.optional(z.array(Id).check(z.maxLength(BATCH))),
  /** Asks for changes since `cursor`; `null` asks for everything. Without `pull` the request only sends. */
  pull: z.optional(z.strictObject({ cursor: z.nullable(Cursor) })),
  /** The lists that the device keeps, and up to where it has each; `null` asks for all of it. */
  lists: z.optional(
    z.array(z.strictObject({ name: ListName, cursor: z.nullable(Cursor) })).check(z.maxLength(LISTS)),
  ),
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
 * The result of one command. `applied`, `rejected` and `parked` are final and stored on the server; `waiting`
 * was not processed, because its `seq` is not the expected one. `duplicate` marks a result that was already
 * known.
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
  /** The device deletes every document first: another database, or another set of people it may see. */
  reset: z.boolean(),
  /** The current state of each person: each capability's document by the capability's name. */
  documents: z.array(z.object({ person: Id, parts: z.record(z.string(), z.unknown()) })),
  /** People whom this device may no longer store. */
  withdrawn: z.array(Id),
})
export type Changes = z.infer<typeof Changes>

/** What changed in one list since the cursor that the device sent. */
export const ListChanges = z.object({
  name: ListName,
  /** The device deletes every document of the list first. */
  reset: z.boolean(),
  documents: z.array(z.object({ id: Id, document: z.unknown() })),
  /** Documents that left the list, or what the device may keep of it. */
  withdrawn: z.array(Id),
  cursor: z.nullable(Cursor),
  /** There is more of the list with this cursor. */
  more: z.boolean(),
})
export type ListChanges = z.infer<typeof ListChanges>

export const SyncResponse = z.object({
  /**
   * The database that answered: a restored one has a new id, and devices send again what it may have lost.
   */
  database: Id,
  /** In the order of the request's commands. */
  outcomes: z.array(CommandResult),
  /** The `seq` that the server expects next from this device. */
  expected: z.int(),
  /** The active pack release, for new commands. */
  packRelease: z.string(),
  /** `null` when collecting them failed; the commands' results are valid all the same. */
  changes: z.nullable(Changes),
  cursor: z.nullable(Cursor),
  /** There is more to pull with this cursor. */
  more: z.boolean(),
  /** Of the lists that the device asked for, those with changes; a list that is not named has none. */
  lists: z.optional(z.array(ListChanges)),
})
export type SyncResponse = z.infer<typeof SyncResponse>

/** AES-256-GCM in JSON: base64, with the tag at the end of the bytes. */
const SealedBytes = z.strictObject({ iv: z.base64().check(z.length(16)), bytes: z.base64() })
export type SealedBytes = z.infer<typeof SealedBytes>

/**
 * What a device hands over when it can no longer open its store: the encrypted commands, and the data key
 * wrapped with the server's secret. `last`: no more commands follow, and the store is erased next.
 */
export const HandOver = z.strictObject({
  spare: SealedBytes,
  rows: z
    .array(z.extend(SealedBytes, { place: z.string().check(z.regex(/^entry\/[0-9a-f-]{36}$/u)) }))
    .check(z.maxLength(BATCH)),
  last: z.boolean(),
})
export type HandOver = z.infer<typeof HandOver>
