// What a device uses of synchronisation besides its schemas, which it loads when the server answers.
import * as z from 'zod/mini'
import { command } from './command.ts'
import { commandNotKept } from './problems.ts'
import { Id, Text } from './words.ts'

export { storeName } from './store-name.ts'

/** Most commands a device sends in one request. */
export const BATCH = 200

/**
 * HKDF-SHA-256 info for the key derived from the server's secret, which opens a store without its PIN; salt:
 * device id.
 */
export const SPARE_KEY = 'arraigo device spare key'

/** Discards a rejected or parked command; the reason is stored with it. */
export const discardCommand = command({
  name: 'command.discard',
  exposure: 'staff',
  summary: 'Set aside a command that was not taken in, and say why.',
  input: z.strictObject({ id: Id, reason: Text(500) }),
  output: z.object({ id: Id }),
  problems: [commandNotKept],
  offline: true,
})
