// The operation of the timeline: what happened to a person, and who saw their record.
import * as z from 'zod/mini'
import { query } from '../../kernel/command.ts'
import { PrincipalKind } from '../../kernel/principal.ts'
import { consentMissing, personUnknown } from '../../kernel/problems.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant, SingleLine } from '../../kernel/words.ts'
import { MissingConsent } from '../../protect/consent/operations.ts'

const TimelineFact = z.object({
  id: Id,
  kind: z.string(),
  occurredOn: PlainDate,
  occurredAt: Instant,
  recordedAt: Instant,
  organisation: Id,
  organisationName: z.nullable(z.string()),
  centreName: z.nullable(z.string()),
  actorName: z.nullable(z.string()),
  /** Set where no user acted: such as `display`, or `link` for the person in their own view. */
  actorPrincipal: z.optional(PrincipalKind),
  data: z.record(z.string(), z.json()),
  /** The words of the goal or step that it is about, for those who may read the plan. */
  text: z.optional(z.string()),
})
export type TimelineFact = z.infer<typeof TimelineFact>

const Look = z.object({
  at: Instant,
  organisation: Id,
  organisationName: z.nullable(z.string()),
  actorName: z.nullable(z.string()),
  /** Set where no user acted: such as `display`, or `link` for the person in their own view. */
  actorPrincipal: z.optional(PrincipalKind),
  /** The organisation that received it; null when it was only read. */
  recipientName: z.nullable(z.string()),
  via: z.string(),
  fields: z.array(z.string()),
  purpose: z.string(),
})
export type Look = z.infer<typeof Look>

export const getTimeline = query({
  name: 'person.timeline',
  summary: 'What happened to a person, when and by whom, and who saw their record.',
  discloses: true,
  input: z.strictObject({
    id: Id,
    before: z.optional(SingleLine(100)),
    /** Only facts whose kind begins with one of these nouns. */
    nouns: z.optional(z.array(Code).check(z.maxLength(40))),
    limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  }),
  output: z.object({
    facts: z.array(TimelineFact),
    seen: z.array(Look),
    next: z.nullable(z.string()),
    /** The consent whose absence hides facts about some parts. */
    withheld: z.nullable(MissingConsent),
  }),
  problems: [personUnknown, consentMissing],
})
