// The operations of retention: how long data is kept, asking for an erasure and answering that; and the fact
// that every capability with data of people listens to.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { DataClass, RetentionRule } from '../../kernel/packs/pack.ts'
import { codeUnknown, personUnknown } from '../../kernel/problems.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant, Text } from '../../kernel/words.ts'
import { erasureAskedAlready } from '../own/problems.ts'
import {
  erasureCaseOpen,
  erasureDecided,
  erasureRuleMissing,
  erasureUnknown,
  erasureUntilPast,
} from './problems.ts'

export const retentionRules = query({
  name: 'retention.rules',
  summary: 'How long each class of data is kept, under which law, and when the last backup of it is gone.',
  reference: true,
  exposure: 'open',
  input: z.strictObject({}),
  output: z.object({ rules: z.array(RetentionRule), backupDays: z.nullable(z.int()) }),
})

export const askErasure = command({
  name: 'erasure.ask',
  summary: 'A person wishes to be erased; whoever answers for the data must answer.',
  input: z.strictObject({ id: Id, person: Id, words: z.optional(Text(1000)) }),
  output: z.object({}),
  refreshes: ['erasure'],
  problems: [personUnknown, erasureAskedAlready],
})

export const noteDue = command({
  name: 'erasure.note_due',
  exposure: 'person',
  summary: 'The system checks the next people of the network, and notes who is past a rule of retention.',
  input: z.strictObject({}),
  /** `ended`: everybody was checked, and the next run begins anew. */
  output: z.object({ noted: z.int(), ended: z.boolean() }),
  refreshes: ['erasure'],
})

export const keepPerson = command({
  name: 'erasure.keep',
  summary: 'Somebody is kept until a date, with the reason; a wish is refused only under a rule.',
  input: z.strictObject({
    person: Id,
    id: Id,
    until: PlainDate,
    reason: Text(1000),
    /** Code of the rule that obliges to keep; required when a person's own request is refused. */
    rule: z.optional(Code),
  }),
  output: z.object({}),
  refreshes: ['erasure'],
  problems: [erasureUnknown, erasureDecided, erasureUntilPast, erasureRuleMissing, codeUnknown],
})

export const erasePerson = command({
  name: 'erasure.erase',
  summary: 'What this organisation keeps of a person is erased for good; figures and seals stay true.',
  input: z.strictObject({
    person: Id,
    id: Id,
    /** Also the other records that are the same person by a merge; otherwise this one alone. */
    withSame: z.optional(z.boolean()),
  }),
  output: z.object({
    classes: z.array(DataClass),
    /** Files that a rule obliges to keep, without their name. */
    evidenceKept: z.int(),
    /** Other organisations that were asked to do the same. */
    asked: z.int(),
  }),
  facts: ['person.erased', 'person.unlinked', 'person.link_withdrawn'],
  refreshes: ['erasure'],
  problems: [erasureUnknown, erasureDecided, erasureCaseOpen],
})

/** After a restore from a backup that was made before the erasure. */
export const repeatErasure = command({
  name: 'erasure.repeat',
  summary: 'Somebody whom a backup brought back is erased again.',
  input: z.strictObject({ person: Id, organisation: Id, classes: z.array(DataClass) }),
  output: z.object({ repeated: z.boolean() }),
  facts: ['person.erased', 'person.unlinked', 'person.link_withdrawn'],
})

export const ErasureReview = z.object({
  person: Id,
  id: Id,
  /** Null when the record belongs to another organisation, or no longer exists. */
  name: z.nullable(z.string()),
  because: z.enum(['rule', 'wish', 'keeper']),
  classes: z.array(DataClass),
  lastContact: z.nullable(PlainDate),
  words: z.nullable(z.string()),
  askedBy: z.nullable(z.string()),
  notedAt: Instant,
  state: z.enum(['open', 'kept', 'refused', 'erased']),
  keptUntil: z.nullable(PlainDate),
  rule: z.nullable(Code),
  reason: z.nullable(z.string()),
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(Instant),
  /** While it is open: other records that are merged with this one; absent where there are none. */
  sameAs: z.optional(z.array(z.object({ id: Id, name: z.nullable(z.string()) }))),
})
export type ErasureReview = z.infer<typeof ErasureReview>

export const listErasures = query({
  name: 'erasure.list',
  summary: 'Who waits to be looked at before anything is erased, and how others were answered.',
  discloses: true,
  input: z.strictObject({}),
  output: z.object({ waiting: z.array(ErasureReview), answered: z.array(ErasureReview) }),
})

export const erasureOfPerson = query({
  name: 'erasure.of_person',
  summary: 'What a person asked about being erased, and what they were answered.',
  discloses: true,
  input: z.strictObject({ person: Id }),
  output: z.object({ reviews: z.array(ErasureReview) }),
})
