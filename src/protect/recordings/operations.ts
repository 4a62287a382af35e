// Operations of recordings: texts of the pack that are heard in a language, from the pack or said by staff on the spot.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { TextKey } from '../../kernel/packs/pack.ts'
import { Paged, paged } from '../../kernel/paging.ts'
import { codeUnknown } from '../../kernel/problems.ts'
import { Code, Id } from '../../kernel/words.ts'
import {
  recordingConfirmedAlready,
  recordingOwn,
  recordingTextUnknown,
  recordingUnknown,
  recordingWrongType,
} from './problems.ts'

const paging = paged(['key'])

/** Of a sound, written in base64: one of 700,000 bytes. */
const MOST_LETTERS = 933_336

export const Recording = z.object({
  /** Of the pack by the hash of its sound, of the organisation by its id. */
  id: z.string(),
  key: TextKey,
  language: Code,
  /** `own`: recorded by the reader, and confirmed by nobody yet. */
  standing: z.enum(['pack', 'confirmed', 'own', 'waiting']),
  /** Who recorded it, for those who confirm. */
  by: z.optional(z.nullable(z.string())),
})
export type Recording = z.infer<typeof Recording>

export const keepRecording = command({
  name: 'recording.keep',
  exposure: 'staff',
  summary: 'A text of the pack was said aloud in a language; whoever recorded it may use it at once.',
  input: z.strictObject({
    id: Id,
    key: TextKey,
    language: Code,
    /** WebM, Ogg, MP4 or MP3, in base64; what it is follows from its content. */
    sound: z.string().check(z.minLength(1), z.maxLength(MOST_LETTERS), z.regex(/^[A-Za-z0-9+/]+={0,2}$/u)),
  }),
  output: z.object({}),
  secret: ['sound'],
  problems: [recordingTextUnknown, recordingWrongType, codeUnknown],
  refreshes: ['recording'],
})

export const confirmRecording = command({
  name: 'recording.confirm',
  exposure: 'staff',
  forPeople: true,
  summary: 'Somebody else heard it: it says what is written, and everybody in the organisation may use it.',
  input: z.strictObject({ id: Id }),
  output: z.object({}),
  problems: [recordingUnknown, recordingOwn, recordingConfirmedAlready],
  refreshes: ['recording'],
})

export const retireRecording = command({
  name: 'recording.retire',
  exposure: 'staff',
  summary: 'A recording is not used any more: its sound is deleted.',
  input: z.strictObject({ id: Id }),
  output: z.object({}),
  problems: [recordingUnknown],
  refreshes: ['recording'],
})

export const listRecordings = query({
  name: 'recording.list',
  exposure: 'staff',
  summary:
    'The recordings of the words as they are now: of the pack, confirmed here, and those of the reader.',
  reference: true,
  input: z.strictObject({
    /** The reader's own: on a shared device, what was answered to one is not read by another. */
    organisation: Id,
    /** Also those that wait to be confirmed. */
    waiting: z.optional(z.boolean()),
    limit: paging.limit,
    /** Asks for `total`. */
    count: paging.count,
  }),
  /** All of them, whatever the limit: a pack has hundreds at most. */
  output: z.object({ recordings: z.array(Recording), total: Paged.total }),
})

export const hearRecording = query({
  name: 'recording.hear',
  exposure: 'staff',
  summary: 'The sound of a recording, in base64.',
  reference: true,
  input: z.strictObject({ id: z.union([Id, z.string().check(z.regex(/^[0-9a-f]{64}$/u))]) }),
  output: z.object({ type: z.string(), sound: z.string() }),
  problems: [recordingUnknown],
})
