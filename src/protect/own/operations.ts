// The operations of the own view: staff hand out a one-time code and answer requests; the person reads,
// changes, asks and leaves.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { personUnknown, requestForeignPage } from '../../kernel/problems.ts'

import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant, SingleLine, Text, LOCALES } from '../../kernel/words.ts'
import { STANDINGS } from '../consent/operations.ts'
import {
  consentAlreadyWithdrawn,
  consentKeeperOnly,
  consentNotWaiting,
  consentProofMissing,
  consentProofOlder,
  consentUnknown,
  organisationClosed,
} from '../consent/problems.ts'
import {
  correctionAnswered,
  correctionTooMany,
  correctionUnknown,
  correctionWordsMissing,
  erasureAskedAlready,
  ownCodeOver,
  ownCodeUnknown,
  ownCodeWrong,
  ownEnded,
  ownTooMany,
} from './problems.ts'

export { CODE_DIGITS, readable, tidied } from './rules/code.ts'

/** How staff verified the person: they know them, by a document, or by what only that person would know. */
export const Checked = z.enum(['known', 'document', 'questions'])
export type Checked = z.infer<typeof Checked>

/** Hours for which an unused code is valid; the database enforces it too. */
export const LONGEST_HOURS = 72

export const makeCode = command({
  name: 'own_code.make',
  forPeople: true,
  summary:
    'A person gets a one-time code for their own view, once staff made sure that it is them; an earlier one ends.',
  input: z.strictObject({
    person: Id,
    id: Id,
    checked: Checked,
    note: z.optional(SingleLine(300)),
    /** Hours until it expires; 72 by default. */
    hours: z.optional(z.int().check(z.minimum(1), z.maximum(LONGEST_HOURS))),
  }),
  output: z.object({
    /** Sixteen digits, in the first answer only; a repeat of the command is answered without them. */
    code: z.optional(z.string()),
    until: Instant,
  }),
  secret: ['code'],
  facts: ['own_code.made'],
  problems: [personUnknown],
})

export const revokeCode = command({
  name: 'own_code.revoke',
  forPeople: true,
  summary: 'A code that was lost or given by mistake no longer opens anything, nor what it opened.',
  input: z.strictObject({ person: Id, id: Id }),
  output: z.object({}),
  facts: ['own_code.revoked'],
  problems: [ownCodeUnknown, ownCodeOver],
})

export const OwnCode = z.object({
  person: Id,
  id: Id,
  /** Null when this organisation may not see the name. */
  called: z.nullable(z.string()),
  checked: Checked,
  note: z.nullable(z.string()),
  madeBy: z.nullable(z.string()),
  madeAt: Instant,
  until: Instant,
  usedAt: z.nullable(Instant),
  state: z.enum(['waiting', 'used', 'ended', 'expired']),
})
export type OwnCode = z.infer<typeof OwnCode>

export const listCodes = query({
  name: 'own_code.list',
  forPeople: true,
  summary: 'Codes that were handed out, to one person or to anybody, who made each and whether it was used.',
  discloses: true,
  input: z.strictObject({ person: z.optional(Id) }),
  output: z.object({
    codes: z.array(OwnCode),
    /** Those on the record of the one person asked about: the slip is in one of them. */
    languages: z.optional(z.array(Code)),
  }),
})

export const CorrectionAnswer = z.enum(['corrected', 'kept'])

export const Correction = z.object({
  person: Id,
  id: Id,
  called: z.nullable(z.string()),
  /** The label of the part of the record, as the person saw it. */
  about: z.string(),
  wrong: z.string(),
  proposed: z.string(),
  askedAt: Instant,
  state: z.enum(['open', ...CorrectionAnswer.options]),
  answer: z.nullable(z.string()),
  answeredBy: z.nullable(z.string()),
  answeredAt: z.nullable(Instant),
})
export type Correction = z.infer<typeof Correction>

export const shareCorrections = command({
  name: 'correction.share',
  summary:
    'An organisation begins or ends to see a record, and with it what the person asked through its codes to have corrected.',
  input: z.strictObject({ person: Id, with: Id, sees: z.boolean() }),
  output: z.object({}),
  facts: [],
})

export const answerCorrection = command({
  name: 'correction.answer',
  summary: 'Somebody answers what a person said is wrong: it is corrected now, or it stays, and why.',
  input: z.strictObject({
    person: Id,
    id: Id,
    answer: CorrectionAnswer,
    /** Shown to the person when they next open the view; required when nothing is changed. */
    words: z.optional(Text(1000)),
  }),
  output: z.object({}),
  facts: ['correction.answered'],
  problems: [correctionUnknown, correctionAnswered, correctionWordsMissing],
})

export const listCorrections = query({
  name: 'correction.list',
  summary: 'What people said is wrong in their record: what waits for an answer, and what was answered.',
  discloses: true,
  input: z.strictObject({ person: z.optional(Id) }),
  output: z.object({ waiting: z.array(Correction), answered: z.array(Correction) }),
})

const Speaks = z.enum(LOCALES)

/** An entry as a person reads it: text in their language, ready for a screen, a page or a file. */
const Said = z.object({ label: z.string(), values: z.array(z.string()) })
export const Section = z.object({
  /** The same in every language. */
  code: z.string(),
  title: z.string(),
  entries: z.array(z.object({ lines: z.array(Said) })),
})
export type Section = z.infer<typeof Section>

export const Look = z.object({
  /** Who looked; null when it was the system itself. */
  who: z.nullable(z.string()),
  /** The person themselves, with a code. */
  self: z.boolean(),
  organisation: z.nullable(z.string()),
  /** The organisation that received it, when it was shared. */
  recipient: z.nullable(z.string()),
  what: z.string(),
  parts: z.array(z.string()),
  /** Under a consent of theirs. */
  consented: z.boolean(),
  times: z.int(),
  last: Instant,
})
export type Look = z.infer<typeof Look>

export const OwnConsent = z.object({
  id: Id,
  said: z.enum(['yes', 'no']),
  purpose: z.string(),
  recipient: z.string(),
  parts: z.array(z.string()),
  /** Those of the parts that the person has refused since, while the rest still holds. */
  refusedSince: z.optional(z.array(z.string())),
  givenAt: Instant,
  until: z.nullable(PlainDate),
  /** `waiting`: a yes was entered with its proof, and opens nothing until it is confirmed. */
  standing: z.enum(STANDINGS),
})
export type OwnConsent = z.infer<typeof OwnConsent>

export const OwnView = z.object({
  /**
   * The id of this view; a page sends it with every request, so that it never acts for the person whose code
   * was typed since.
   */
  view: Id,
  organisation: z.string(),
  /** The name the person wishes to be called by, from the record. */
  called: z.nullable(z.string()),
  /** When the view closes by itself. */
  until: Instant,
  /** The same as a duration from now, because the clock of an old telephone is often wrong. */
  secondsLeft: z.int(),
  /** That of the organisation: every time on the page and in the files is of its clock. */
  timeZone: z.string(),
  sections: z.array(Section),
  seen: z.array(z.object({ day: PlainDate, sights: z.array(Look) })),
  /** There are more entries than a page can hold; the centre prints all. */
  more: z.boolean(),
  consents: z.array(OwnConsent),
  corrections: z.array(z.omit(Correction, { person: true, called: true, answeredBy: true })),
})
export type OwnView = z.infer<typeof OwnView>

/** The route runs it once the code is found: the answer holds the value of the cookie. */
export const enterOwn = command({
  name: 'own.enter',
  forPeople: true,
  summary: 'A one-time code is used: it opens the own view of the person it was made for, for half an hour.',
  exposure: 'own',
  input: z.strictObject({ code: Id }),
  output: z.object({ token: z.optional(z.string()), until: Instant }),
  secret: ['token'],
  facts: ['own_code.used'],
  problems: [ownCodeWrong, ownTooMany, ownEnded, requestForeignPage],
})

export const lookAtOwn = query({
  name: 'own.look',
  forPeople: true,
  summary:
    'What is held of oneself, who saw or received it and why, what one allowed, and what one asked for.',
  discloses: true,
  exposure: 'own',
  input: z.strictObject({ locale: Speaks }),
  output: OwnView,
  problems: [ownEnded],
})

export const withdrawOwn = command({
  name: 'own.withdraw',
  forPeople: true,
  summary: 'Somebody takes a consent of theirs back, from their own view.',
  exposure: 'own',
  input: z.strictObject({ id: Id }),
  output: z.object({}),
  facts: [
    'consent.withdrawn',
    'person.shared',
    'person.sharing_stopped',
    'referral.cancelled',
    'consent.told',
  ],
  problems: [ownEnded, consentUnknown, consentAlreadyWithdrawn],
})

export const confirmOwn = command({
  name: 'own.confirm',
  forPeople: true,
  summary:
    'Somebody confirms a yes that was written down of theirs, with a code of whoever keeps their record.',
  exposure: 'own',
  input: z.strictObject({ id: Id }),
  output: z.object({}),
  facts: [
    'consent.confirmed',
    'person.shared',
    'person.sharing_stopped',
    'referral.cancelled',
    'outcome.recalled',
    'consent.told',
  ],
  problems: [
    ownEnded,
    consentUnknown,
    consentKeeperOnly,
    consentNotWaiting,
    consentProofMissing,
    consentProofOlder,
    organisationClosed,
  ],
})

export const askCorrection = command({
  name: 'own.ask_correction',
  forPeople: true,
  summary: 'Somebody says what is wrong in their record and how it should be.',
  exposure: 'own',
  input: z.strictObject({ id: Id, about: SingleLine(200), wrong: Text(1000), proposed: Text(1000) }),
  output: z.object({}),
  facts: ['correction.asked'],
  problems: [ownEnded, correctionTooMany],
})

export const askOwnErasure = command({
  name: 'own.ask_erasure',
  forPeople: true,
  summary: 'Somebody wishes to be erased, from their own view.',
  exposure: 'own',
  input: z.strictObject({ id: Id, words: z.optional(Text(1000)) }),
  output: z.object({}),
  refreshes: ['erasure'],
  problems: [ownEnded, personUnknown, erasureAskedAlready],
})

export const finishOwn = command({
  name: 'own.finish',
  forPeople: true,
  summary: 'Somebody closes their own view; nothing opens it again but a new code.',
  exposure: 'own',
  input: z.strictObject({}),
  output: z.object({}),
  problems: [ownEnded],
})
