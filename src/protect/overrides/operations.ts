// Sharing without the person's decision, where law or vital interest allows: asked by one user, allowed by another,
// reviewed by the data-protection officer.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { codeUnknown, personUnknown } from '../../kernel/problems.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, SingleLine, Text } from '../../kernel/words.ts'
import { CLOSING } from '../consent/operations.ts'
import { consentRecipientUnknown, organisationClosed } from '../consent/problems.ts'
import {
  overrideDecided,
  overrideKeeperOnly,
  overrideNotAllowed,
  overrideOver,
  overrideOwn,
  overrideReviewed,
  overrideTerm,
  overrideUnknown,
} from './problems.ts'
import { Ground, Override, turns, Verdict } from './rules.ts'

export { Ground, Override, turns }

const ofOverride = { person: Id, id: Id }

const DECIDED = [overrideUnknown, overrideKeeperOnly, overrideOwn]

export const askOverride = command({
  name: 'override.ask',
  summary:
    'Somebody asks to share without the person’s word, because a law demands it or a life is in danger.',
  input: z.strictObject({
    ...ofOverride,
    purpose: Code,
    recipient: Id,
    fieldGroups: z.array(Code).check(z.minLength(1), z.maxLength(30)),
    ground: Ground,
    /** The article, the order or the danger that justifies it. */
    basis: SingleLine(300),
    reason: Text(2000),
    /** Last day on which it holds. */
    until: PlainDate,
  }),
  output: z.object({}),
  facts: ['override.asked'],
  problems: [consentRecipientUnknown, organisationClosed, personUnknown, overrideTerm, codeUnknown],
})

export const decideOverride = command({
  name: 'override.decide',
  forPeople: true,
  summary: 'Another user with that right, of whoever keeps the record, allows an override or refuses it.',
  input: z.strictObject({ ...ofOverride, allow: z.boolean(), note: z.optional(Text(1000)) }),
  output: z.object({}),
  facts: ['override.allowed', 'override.refused', ...CLOSING],
  problems: [...DECIDED, overrideDecided, overrideOver],
})

export const endOverride = command({
  name: 'override.end',
  summary: 'An override is over: its last day passed, or it is no longer needed.',
  input: z.strictObject(ofOverride),
  output: z.object({}),
  facts: ['override.ended', ...CLOSING],
  problems: [overrideUnknown, overrideOver],
})

export const reviewOverride = command({
  name: 'override.review',
  forPeople: true,
  summary: 'The data-protection officer judges an override; one that was not justified ends at once.',
  input: z.strictObject({
    ...ofOverride,
    verdict: Verdict,
    note: z.optional(Text(1000)),
  }),
  output: z.object({}),
  facts: ['override.reviewed', 'override.ended', ...CLOSING],
  problems: [...DECIDED, overrideNotAllowed, overrideReviewed],
})

export const listOverrides = query({
  name: 'override.list',
  summary: 'Overrides asked for here, those that wait for a decision or a verdict first.',
  discloses: true,
  input: z.strictObject({ person: z.optional(Id) }),
  output: z.object({ overrides: z.array(Override) }),
})
