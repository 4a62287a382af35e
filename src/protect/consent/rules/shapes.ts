// The shapes of a decision: how it was said, who may receive what, and a consent as it is shown.
import * as z from 'zod/mini'
import { PlainDate } from '../../../kernel/time.ts'
import { Code, Id, Instant, SingleLine, Locale } from '../../../kernel/words.ts'
import { InterpretedKind } from '../../interpreters/operations.ts'
import { WAITS_FOR } from './attestation.ts'
import { STANDINGS } from './decisions.ts'
import { SAID } from './said.ts'

export const How = z.enum(['signature', 'thumbprint', 'voice', 'verbal_with_witness'])
export type How = z.infer<typeof How>

/**
 * Classes that may be named as a whole; those behind the firewall receive nothing about anybody, whoever
 * agreed.
 */
export const RecipientClass = z.enum(['public', 'cso', 'company', 'international', 'funder', 'verifier'])

/** One organisation by its id, or every organisation of a class. */
export const Recipient = z.union([Id, RecipientClass])
export type Recipient = z.infer<typeof Recipient>

/** Who decided for a child, or for a person who cannot decide now, and why. */
export const SpokenFor = z.strictObject({
  name: SingleLine(120),
  as: z.enum(['parent', 'guardian', 'relative', 'authority']),
  because: z.enum(['child', 'without_capacity']),
})
export type SpokenFor = z.infer<typeof SpokenFor>

/** The consent without which an answer is incomplete; a Problem `consent.missing` carries the same. */
export const MissingConsent = z.object({
  person: Id,
  purpose: Code,
  recipient: Recipient,
  fieldGroups: z.readonly(z.array(Code)),
  ask: z.literal('consent.give'),
})
export type MissingConsent = z.infer<typeof MissingConsent>

export const ShownRecipient = z.object({
  id: z.nullable(Id),
  class: z.nullable(RecipientClass),
  /** Class of the one organisation; a device knows it after its next exchange. */
  organisationClass: z.optional(z.string()),
  /** Empty for a class. */
  name: z.string(),
})

export const Consent = z.object({
  id: Id,
  said: z.enum(SAID),
  purpose: Code,
  recipient: ShownRecipient,
  fieldGroups: z.array(Code),
  /** Those of the parts that the person has refused since, while the rest still holds. */
  refusedSince: z.optional(z.array(Code)),
  textVersion: Code,
  locale: Locale,
  how: z.nullable(How),
  witness: z.nullable(z.string()),
  /** Who interpreted while it was read and answered; read by those who may read the witness. */
  interpreter: z.optional(z.nullable(z.string())),
  interpreterKind: z.optional(z.nullable(InterpretedKind)),
  spokenFor: z.nullable(SpokenFor),
  /** A drawn signature, the photograph of a page or a thumbprint, a recording: a file of the person. */
  attachment: z.nullable(Id),
  /** The media type of that file; null for a user who may not have it. */
  attachmentType: z.nullable(z.string()),
  obtainedBy: z.nullable(z.string()),
  givenAt: Instant,
  /** Null for a no. */
  expiresOn: z.nullable(PlainDate),
  withdrawnAt: z.nullable(Instant),
  /** `waiting`: recorded, and opens nothing until what `waitsFor` names exists. */
  standing: z.enum(STANDINGS),
  waitsFor: z.optional(z.array(z.enum(WAITS_FOR))),
})
export type Consent = z.infer<typeof Consent>

export const Because = z.enum(['withdrawn', 'refused', 'expired', 'override_ended'])

/** A decision that another organisation than the keeper of the record recorded. */
export const Elsewhere = z.object({
  person: Id,
  id: Id,
  called: z.nullable(z.string()),
  purpose: Code,
  recipient: ShownRecipient,
  fieldGroups: z.array(Code),
  /** Who recorded it. */
  organisation: z.string(),
  user: z.nullable(z.string()),
  /** The person recorded it themselves, with a one-time code that `user` had made. */
  withCode: z.optional(z.boolean()),
  at: Instant,
})
