// What others may ask of consent: give, withdraw, and what a person allows now.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { fact } from '../../kernel/fact.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant, Line, Locale } from '../../kernel/words.ts'

export { allows } from './rules.ts'

export const How = z.enum(['signature', 'thumbprint', 'voice', 'verbal_with_witness'])

export const Consent = z.object({
  id: Id,
  purpose: Code,
  recipient: z.object({ id: Id, name: z.string() }),
  fieldGroups: z.array(Code),
  textVersion: Code,
  how: How,
  givenAt: Instant,
  expiresOn: PlainDate,
  withdrawnAt: z.nullable(Instant),
  standing: z.enum(['in_force', 'expired', 'withdrawn']),
})
export type Consent = z.infer<typeof Consent>

export const giveConsent = command({
  name: 'consent.give',
  summary: 'A person allows an organisation to receive part of their record for a purpose, for a time.',
  offline: true,
  input: z.strictObject({
    id: Id,
    person: Id,
    purpose: Code,
    recipient: Id,
    fieldGroups: z.array(Code).check(z.minLength(1), z.maxLength(30)),
    /** Version of the text that was read to the person, and the language it was read in. */
    textVersion: Code,
    locale: Locale,
    how: How,
    /** As the pack's text says, unless the person wants it shorter. */
    expiresOn: z.optional(PlainDate),
  }),
  output: z.object({ expiresOn: PlainDate }),
  facts: ['consent.given'],
  problems: [
    'person.unknown',
    'consent.text_unknown',
    'consent.expiry',
    'consent.recipient_unknown',
    'code.unknown',
  ],
})

export const withdrawConsent = command({
  name: 'consent.withdraw',
  summary: 'A person takes a consent back; what it allowed ends at once.',
  offline: true,
  input: z.strictObject({ person: Id, id: Id, because: z.optional(Line(300)) }),
  output: z.object({}),
  facts: ['consent.withdrawn', 'referral.cancelled', 'person.sharing_stopped'],
  problems: ['consent.unknown', 'consent.already_withdrawn'],
})

export const listConsents = query({
  name: 'consent.list',
  summary: 'What a person allowed, to whom, and what of it still holds.',
  discloses: true,
  input: z.strictObject({ person: Id }),
  output: z.object({ consents: z.array(Consent) }),
})

export const consentGiven = fact({
  kind: 'consent.given',
  summary: 'A person allowed part of their record to be shared.',
  data: z.object({ consent: Id, purpose: Code, recipient: Id }),
})

export const consentWithdrawn = fact({
  kind: 'consent.withdrawn',
  summary: 'A person took a consent back.',
  data: z.object({ consent: Id, purpose: Code, recipient: Id }),
})
