// The phones and laptops that work offline: what is on each, and how one that was lost is emptied.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { Id, Text } from '../../kernel/words.ts'

export const revokeDevice = command({
  name: 'device.revoke',
  summary:
    'A device is lost or handed back: it is emptied when it next speaks to the server, and may send nothing more.',
  input: z.strictObject({ id: Id, reason: Text(500) }),
  output: z.object({ id: Id }),
  problems: ['device.unknown'],
})

export const listDevices = query({
  name: 'device.list',
  summary: 'Your own devices; with the role for it, those of the whole organisation.',
  input: z.strictObject({}),
  output: z.object({
    devices: z.array(
      z.object({
        id: Id,
        holder: Id,
        holderName: z.string(),
        registeredAt: z.string(),
        seenAt: z.string(),
        revokedAt: z.nullable(z.string()),
        people: z.int(),
      }),
    ),
  }),
})
