// The phones and laptops that work offline: what is on each, and how a lost one is erased.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { commandNotKept, deviceUnknown } from '../../kernel/problems.ts'
import { Id, Text } from '../../kernel/words.ts'

export const revokeDevice = command({
  name: 'device.revoke',
  forPeople: true,
  exposure: 'staff',
  summary:
    'A device is lost or handed back: it is emptied when it next speaks to the server, and may send nothing more.',
  input: z.strictObject({ id: Id, reason: Text(500) }),
  output: z.object({ id: Id }),
  problems: [deviceUnknown],
})

export const listDevices = query({
  name: 'device.list',
  forPeople: true,
  exposure: 'staff',
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
        /** How many of the commands it handed over still wait for a decision. */
        late: z.int(),
      }),
    ),
  }),
})

export const listLate = query({
  name: 'late.list',
  summary:
    'Late work: what withdrawn or erased devices of the organisation had not sent, until somebody takes it in (`POST /api/late/{id}`) or discards it.',
  exposure: 'person',
  discloses: true,
  input: z.strictObject({}),
  output: z.object({
    late: z.array(
      z.object({
        id: Id,
        /** The command, its author and when it was made on the device. */
        name: z.string(),
        by: z.string(),
        occurredAt: z.string(),
        handedAt: z.string(),
        /** The command it depends on, if that is late too. */
        after: z.nullable(Id),
        /** The command's input; null for a user who may not run that command. */
        input: z.unknown(),
        permitted: z.boolean(),
      }),
    ),
    /**
     * Devices whose hand-over was refused: their holder has left, it came twice, or it was too much; and how
     * often.
     */
    refused: z.array(z.object({ device: Id, by: z.string(), times: z.int(), at: z.string() })),
  }),
})

export const countLate = query({
  name: 'late.count',
  summary: 'How much late work of the organisation waits for somebody to decide.',
  exposure: 'staff',
  input: z.strictObject({}),
  output: z.object({ waiting: z.int() }),
})

export const discardLate = command({
  name: 'late.discard',
  summary: 'Late work is not taken in, and why; it is kept with the reason.',
  exposure: 'person',
  input: z.strictObject({ id: Id, reason: Text(500) }),
  output: z.object({ id: Id }),
  problems: [commandNotKept],
})

/** How devices of an organisation lock. */
const Rule = {
  /** Minutes without use. */
  idleMinutes: z.int().check(z.minimum(1), z.maximum(60)),
  /** A short PIN is not enough: a long passphrase is required. */
  phrase: z.boolean(),
}

export const eraseLate = command({
  name: 'late.erase',
  exposure: 'staff',
  summary: 'What late work says of a person goes; that it was handed over stays.',
  input: z.strictObject({ person: Id, organisation: Id }),
  output: z.object({}),
})

export const setDeviceRule = command({
  name: 'device.set_rule',
  forPeople: true,
  summary:
    'After how long a device that keeps people locks, and whether a passphrase opens it instead of a PIN.',
  exposure: 'staff',
  input: z.strictObject(Rule),
  output: z.object({}),
})

export const getDeviceRule = query({
  name: 'device.get_rule',
  forPeople: true,
  summary: 'How devices of the own organisation lock.',
  exposure: 'staff',
  input: z.strictObject({}),
  output: z.object(Rule),
})

export const getDeviceSecret = query({
  name: 'device.get_secret',
  forPeople: true,
  summary:
    'The server’s half of the way into one’s own device when the PIN is forgotten; a withdrawn device has none.',
  exposure: 'staff',
  input: z.strictObject({ id: Id }),
  /** 32 bytes, base64. */
  output: z.object({ secret: z.string() }),
  problems: [deviceUnknown],
})
