// The phones and laptops that work offline: what is on each, and how one that was lost is emptied.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { Id, Text } from '../../kernel/words.ts'

export const revokeDevice = command({
  name: 'device.revoke',
  reach: 'staff',
  summary:
    'A device is lost or handed back: it is emptied when it next speaks to the server, and may send nothing more.',
  input: z.strictObject({ id: Id, reason: Text(500) }),
  output: z.object({ id: Id }),
  problems: ['device.unknown'],
})

export const listDevices = query({
  name: 'device.list',
  reach: 'staff',
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
        /** What it still sent after it was withdrawn: kept as refused. */
        late: z.array(z.object({ command: Id, name: z.string(), occurredAt: z.string() })),
      }),
    ),
  }),
})

/** How devices of an organisation lock. */
const Rule = {
  /** Minutes without a touch. */
  idleMinutes: z.int().check(z.minimum(1), z.maximum(60)),
  /** A short PIN is not enough: a long passphrase is asked for. */
  phrase: z.boolean(),
}

export const setDeviceRule = command({
  name: 'device.set_rule',
  summary:
    'After how long a device that keeps people locks, and whether a passphrase opens it instead of a PIN.',
  reach: 'staff',
  input: z.strictObject(Rule),
  output: z.object({}),
})

export const getDeviceRule = query({
  name: 'device.get_rule',
  summary: 'How devices of the own organisation lock.',
  reach: 'staff',
  input: z.strictObject({}),
  output: z.object(Rule),
})

export const getDeviceSecret = query({
  name: 'device.get_secret',
  summary:
    'The server’s half of the way into one’s own device when the PIN is forgotten; a withdrawn device has none.',
  reach: 'staff',
  input: z.strictObject({ id: Id }),
  /** 32 bytes, base64. */
  output: z.object({ secret: z.string() }),
  problems: ['device.unknown'],
})
