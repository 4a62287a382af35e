// Confidential notes: sealed notes, who has access to them, openings in an emergency, and stories asked for
// again. Nothing of it is a fact, and no log keeps any of its input: not everybody may know that there is a
// note at all.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { personUnknown, userUnknown } from '../../kernel/problems.ts'
import { Id, Instant, SingleLine, Text } from '../../kernel/words.ts'
import { InterpretedKind, interpretedBy } from '../interpreters/operations.ts'
import {
  breakGlassNotNeeded,
  breakGlassOwn,
  breakGlassReviewed,
  breakGlassUnknown,
  confidantAlready,
  confidantNotKeeper,
  confidantRoleMissing,
  confidantUnknown,
  noteNoKey,
  noteNoStory,
  noteToldAlready,
  noteUnknown,
  noteUnreadable,
} from './problems.ts'

/** Kinds of story that could endanger a person; each has its own circle of readers. */
export const ProtectedGroup = z.enum(['violence', 'trafficking', 'unaccompanied_child', 'health', 'asylum'])
export type ProtectedGroup = z.infer<typeof ProtectedGroup>

/** Why a story had to be told once more. */
export const RetellingReason = z.enum([
  'person_wished',
  'in_danger',
  'hearing',
  'treatment',
  'agreed_unclear',
  'other',
])
export type RetellingReason = z.infer<typeof RetellingReason>

export const Verdict = z.enum(['justified', 'not_justified', 'needs_follow_up'])
export type Verdict = z.infer<typeof Verdict>

/** Rules that phones would break: hours an emergency opening lasts by default, and at most. */
export const BREAK_GLASS_HOURS = 4
export const MOST_BREAK_GLASS_HOURS = 24

const ofPerson = { person: Id, id: Id }

export const sealNote = command({
  name: 'note.seal',
  summary:
    'What somebody told in confidence is sealed: the need, what was agreed, and the story if it was told.',
  input: z.strictObject({
    ...ofPerson,
    group: ProtectedGroup,
    /** The need, in words that do not tell the story. */
    need: Text(500),
    agreed: Text(1000),
    /** With it, the note is marked as told: nobody has to ask again. */
    story: z.optional(Text(20_000)),
    /** Why it was told a second time; required when there is a story already. */
    because: z.optional(RetellingReason),
    /** Who interpreted while it was told, sealed with it. */
    ...interpretedBy,
  }),
  output: z.object({}),
  secret: ['person', 'group', 'need', 'agreed', 'story', 'because', 'interpreter', 'interpreterKind'],
  problems: [personUnknown, noteToldAlready, noteNoKey],
})

export const openNote = command({
  name: 'note.open',
  summary: 'Somebody who was let in reads the story itself, says why that was necessary, and it is counted.',
  input: z.strictObject({ ...ofPerson, because: RetellingReason }),
  /** The story is in the first answer only. */
  output: z.object({ story: z.optional(z.string()) }),
  secret: ['person', 'because', 'story'],
  problems: [noteNoKey, noteUnknown, noteNoStory, noteUnreadable],
})

const Person = z.object({ id: Id, name: z.nullable(z.string()) })

export const SealedNote = z.object({
  id: Id,
  group: ProtectedGroup,
  /** Null when the key is gone: the note was erased. */
  need: z.nullable(z.string()),
  agreed: z.nullable(z.string()),
  /** Who interpreted while it was told. */
  interpreter: z.optional(z.nullable(z.string())),
  interpreterKind: z.optional(z.nullable(InterpretedKind)),
  /** Marked as told: there is a story, and it need not be asked for again. */
  told: z.boolean(),
  sealedBy: Person,
  sealedAt: Instant,
})
export type SealedNote = z.infer<typeof SealedNote>

export const listNotes = query({
  name: 'note.list',
  summary:
    'The need and what was agreed, of the notes one is let in to; of all others, only that there are some.',
  discloses: true,
  input: z.strictObject({ person: Id }),
  output: z.object({
    notes: z.array(SealedNote),
    /** There are notes that this user may not read. */
    others: z.boolean(),
    /** Groups that the asking user opened in an emergency, and until when. */
    opened: z.array(z.object({ group: ProtectedGroup, until: Instant })),
  }),
  problems: [noteNoKey],
})

export const assignConfidant = command({
  name: 'confidant.assign',
  summary: 'Whoever keeps the case lets a colleague in to one kind of sealed notes, and says why.',
  input: z.strictObject({ ...ofPerson, group: ProtectedGroup, user: Id, reason: SingleLine(300) }),
  output: z.object({}),
  secret: ['person', 'group', 'user', 'reason'],
  problems: [
    personUnknown,
    confidantNotKeeper,
    confidantRoleMissing,
    confidantAlready,
    userUnknown,
    noteNoKey,
  ],
})

export const releaseConfidant = command({
  name: 'confidant.release',
  summary: 'A colleague no longer needs to know; the notes close for them at once.',
  input: z.strictObject(ofPerson),
  output: z.object({}),
  secret: ['person'],
  problems: [confidantNotKeeper, confidantUnknown],
})

export const listConfidants = query({
  name: 'confidant.list',
  summary: 'For whoever keeps the case: who was let in to what and why, and who could be.',
  discloses: true,
  input: z.strictObject({ person: Id }),
  output: z.object({
    /** False for every user but the keeper of the case, who sees nothing else here. */
    keeper: z.boolean(),
    confidants: z.array(
      z.object({
        id: Id,
        group: ProtectedGroup,
        user: Person,
        reason: z.nullable(z.string()),
        assignedBy: Person,
        assignedAt: Instant,
        releasedAt: z.nullable(Instant),
      }),
    ),
    candidates: z.array(z.object({ id: Id, name: z.string() })),
  }),
  problems: [noteNoKey],
})

export const breakGlass = command({
  name: 'break_glass.open',
  summary:
    'In an emergency somebody opens a group they were not let in to, for some hours; it will be reviewed.',
  input: z.strictObject({
    ...ofPerson,
    group: ProtectedGroup,
    reason: Text(1000),
    hours: z.optional(z.int().check(z.minimum(1), z.maximum(MOST_BREAK_GLASS_HOURS))),
  }),
  output: z.object({ until: Instant }),
  secret: ['person', 'group', 'reason'],
  problems: [personUnknown, breakGlassNotNeeded, noteNoKey],
})

export const reviewBreakGlass = command({
  name: 'break_glass.review',
  forPeople: true,
  summary: 'Somebody else judges an emergency opening; one that was not justified closes at once.',
  input: z.strictObject({ ...ofPerson, opening: Id, verdict: Verdict, note: z.optional(Text(1000)) }),
  output: z.object({}),
  secret: ['person', 'note'],
  problems: [breakGlassUnknown, breakGlassOwn, breakGlassReviewed, noteNoKey],
})

export const Opening = z.object({
  ...ofPerson,
  called: z.nullable(z.string()),
  group: ProtectedGroup,
  by: Person,
  reason: z.nullable(z.string()),
  openedAt: Instant,
  until: Instant,
  /** `open` still runs; `over` has expired or was closed. */
  standing: z.enum(['open', 'over']),
  /** Number of stories that were read during the opening. */
  read: z.int(),
  reviews: z.array(
    z.object({ verdict: Verdict, note: z.nullable(z.string()), by: Person, reviewedAt: Instant }),
  ),
})
export type Opening = z.infer<typeof Opening>

export const listOpenings = query({
  name: 'break_glass.list',
  summary: 'Emergency openings, those that wait for a verdict first; none is ever removed.',
  discloses: true,
  input: z.strictObject({}),
  output: z.object({ openings: z.array(Opening) }),
  problems: [noteNoKey],
})

export const countWaiting = query({
  name: 'break_glass.waiting',
  summary: 'How many emergency openings run now and how many wait for a verdict: the alert on the screens.',
  exposure: 'staff',
  input: z.strictObject({}),
  output: z.object({ open: z.int(), waiting: z.int() }),
})

export const countRetellings = query({
  name: 'retelling.count',
  summary: 'How often stories were asked for again in these days, and for which reasons; nobody is named.',
  exposure: 'staff',
  input: z.strictObject({
    days: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(366))),
  }),
  output: z.object({
    days: z.int(),
    /** Stories sealed in these days, for comparison. */
    told: z.int(),
    reasons: z.array(z.object({ reason: RetellingReason, opened: z.int(), toldAgain: z.int() })),
  }),
})

export const rewrapKeys = command({
  name: 'data_key.rewrap',
  summary:
    'Data keys are wrapped anew by the current key-encryption key, so many at a time; none for a look.',
  exposure: 'staff',
  input: z.strictObject({ most: z.int().check(z.minimum(0), z.maximum(1000)) }),
  output: z.object({
    rewrapped: z.int(),
    /** Data keys, and secrets of tokens, that another key-encryption key still wraps. */
    left: z.int(),
    current: z.string(),
    others: z.array(z.string()),
  }),
})

export const destroyKeys = command({
  name: 'data_key.destroy',
  summary:
    'The data keys of an erased person are destroyed: what was sealed with them can never be read again.',
  /** Of one organisation: another one erases its own notes. */
  input: z.strictObject({ person: Id, organisation: z.optional(Id) }),
  output: z.object({ destroyed: z.int() }),
  secret: ['person'],
})
