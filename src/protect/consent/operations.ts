// The operations of consent: record a yes or no, withdraw it, and show what holds.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { attachmentUnknown, codeUnknown, personUnknown } from '../../kernel/problems.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, SingleLine, Locale } from '../../kernel/words.ts'
import { interpretedBy } from '../interpreters/operations.ts'
import {
  consentAlreadyWithdrawn,
  consentAttachmentUnfit,
  consentBeyondText,
  consentExpiry,
  consentGuardianNeeded,
  consentKeeperOnly,
  consentNotWaiting,
  consentProofMissing,
  consentProofOlder,
  consentRecipientUnknown,
  consentReviewed,
  consentTextUnknown,
  consentUnknown,
  consentWitnessMissing,
  organisationClosed,
} from './problems.ts'
import {
  Because,
  Consent,
  Elsewhere,
  How,
  MissingConsent,
  Recipient,
  RecipientClass,
  ShownRecipient,
  SpokenFor,
} from './rules/shapes.ts'

import { WAITS_FOR } from './rules/attestation.ts'
import { SAID } from './rules/said.ts'

export { decisionsOf, overruled } from './rules/attestation.ts'
export {
  allowedGroups,
  concerns,
  present,
  saidNo,
  standing,
  type Decision,
  type AsOf,
  type Use,
  STANDINGS,
} from './rules/decisions.ts'
export { Because, Consent, How, MissingConsent, Recipient, RecipientClass, SpokenFor }
export { textsFor } from './rules/texts.ts'
export {
  consentHref,
  keptBack,
  KNOWN_ELSEWHERE,
  missingConsent,
  RESULTS,
  SHARING,
  withoutConsent,
} from './rules/missing.ts'

/** Consequences elsewhere: records narrowed or closed, referrals ended, receivers notified. */
export const CLOSING = [
  'person.shared',
  'person.sharing_stopped',
  'referral.cancelled',
  'outcome.recalled',
  'consent.told',
  'person.unlinked',
  'person.link_withdrawn',
]

/** What may come of asking: it may also be asked later. */
export const AskedAnswer = z.enum([...SAID, 'later'])
export type AskedAnswer = z.infer<typeof AskedAnswer>

const asked = {
  id: Id,
  person: Id,
  purpose: Code,
  recipient: Recipient,
  fieldGroups: z.array(Code).check(z.minLength(1), z.maxLength(30)),
  /** Version of the text that was read to the person, and the language it was read in. */
  textVersion: Code,
  locale: Locale,
  ...interpretedBy,
}
const UNFIT = [consentRecipientUnknown, organisationClosed]
const ASKED = [personUnknown, consentTextUnknown, consentBeyondText, ...UNFIT, codeUnknown]

export const giveConsent = command({
  name: 'consent.give',
  summary:
    'A person allows an organisation, or a class of them, part of their record for a purpose and a time.',
  offline: true,
  input: z.strictObject({
    ...asked,
    how: How,
    /** The witness, when it was said aloud. */
    witness: z.optional(SingleLine(120)),
    spokenFor: z.optional(SpokenFor),
    attachment: z.optional(Id),
    /** The term of the pack's text, unless the person wants a shorter one. */
    expiresOn: z.optional(PlainDate),
  }),
  output: z.object({
    expiresOn: PlainDate,
    /** What must exist before it takes effect; absent when it does at once. */
    waitsFor: Consent.shape.waitsFor,
  }),
  facts: ['consent.given', 'consent.awaited', ...CLOSING],
  problems: [
    ...ASKED,
    consentExpiry,
    consentWitnessMissing,
    consentGuardianNeeded,
    consentAttachmentUnfit,
    consentProofOlder,
    attachmentUnknown,
  ],
})

export const refuseConsent = command({
  name: 'consent.refuse',
  summary: 'A person says no: it is kept, ends what was allowed before, and takes no service from them.',
  offline: true,
  input: z.strictObject({
    ...asked,
    spokenFor: z.optional(SpokenFor),
    because: z.optional(SingleLine(300)),
  }),
  output: z.object({}),
  facts: ['consent.refused', ...CLOSING],
  problems: ASKED,
})

export const withdrawConsent = command({
  name: 'consent.withdraw',
  summary: 'A person takes a consent back; what it allowed ends at once, and who had it is told.',
  offline: true,
  input: z.strictObject({ person: Id, id: Id, because: z.optional(SingleLine(300)) }),
  output: z.object({}),
  facts: ['consent.withdrawn', ...CLOSING],
  problems: [consentUnknown, consentAlreadyWithdrawn],
})

export const expireConsent = command({
  name: 'consent.expire',
  summary: 'The last day of a consent is over; the system ends what it allowed.',
  input: z.strictObject({ person: Id, id: Id }),
  output: z.object({}),
  facts: ['consent.expired', ...CLOSING],
  problems: [consentUnknown],
})

export const confirmConsent = command({
  name: 'consent.confirm',
  summary:
    'The keeper of the record confirms a yes that waits, with what proves it; only then it opens anything.',
  input: z.strictObject({ person: Id, id: Id, attachment: z.optional(Id) }),
  output: z.object({}),
  facts: ['consent.confirmed', ...CLOSING],
  problems: [
    organisationClosed,
    consentUnknown,
    consentKeeperOnly,
    consentNotWaiting,
    consentProofMissing,
    consentProofOlder,
    consentAttachmentUnfit,
    attachmentUnknown,
  ],
})

export const upholdConsent = command({
  name: 'consent.uphold',
  summary:
    'The keeper of the record asked the person: the no that another organisation wrote down is theirs.',
  input: z.strictObject({ person: Id, id: Id }),
  output: z.object({}),
  facts: ['consent.upheld', ...CLOSING],
  problems: [consentUnknown, consentKeeperOnly, consentReviewed],
})

export const applyConsent = command({
  name: 'consent.apply',
  summary:
    'What a no that is on record ends is worked out anew, once, where an earlier version left something open.',
  input: z.strictObject({ person: Id, id: Id }),
  output: z.object({}),
  facts: ['consent.applied', ...CLOSING],
  problems: [consentUnknown],
})

export const listConsents = query({
  name: 'consent.list',
  summary: 'What a person allowed and refused, to whom, and what of it still holds.',
  discloses: true,
  input: z.strictObject({ person: Id }),
  output: z.object({
    consents: z.array(Consent),
    /** Whether the asker keeps the record: it alone confirms waiting decisions. Unknown on a device. */
    keptHere: z.optional(z.boolean()),
    /** Who sees something of the record, as far as the asker may know. Unknown on a device. */
    receivers: z.optional(z.array(Id)),
    /** The languages on the record, as far as the asker may see them: what is read is read in one of them. */
    languages: z.optional(z.array(Code)),
  }),
})

export const listExpiring = query({
  name: 'consent.expiring',
  summary: 'Consents that end soon, the first to end first, so that they can be asked for again in time.',
  discloses: true,
  input: z.strictObject({}),
  output: z.object({
    consents: z.array(
      z.object({
        person: Id,
        id: Id,
        called: z.nullable(z.string()),
        purpose: Code,
        recipient: ShownRecipient,
        expiresOn: PlainDate,
      }),
    ),
  }),
})

export const listUnconfirmed = query({
  name: 'consent.unconfirmed',
  summary:
    'What waits for this organisation, as keeper: a yes that opens nothing yet, and a no from elsewhere that suspended sharing.',
  discloses: true,
  input: z.strictObject({}),
  output: z.object({
    yeses: z.array(z.extend(Elsewhere, { how: z.nullable(How), waitsFor: z.array(z.enum(WAITS_FOR)) })),
    noes: z.array(Elsewhere),
  }),
})

export const countLiftedNoes = query({
  name: 'consent.lifted_noes',
  exposure: 'staff',
  summary:
    'Who wrote down a no about people kept here, and how many of those the people themselves lifted, in the last 90 days.',
  input: z.strictObject({}),
  output: z.object({
    users: z.array(
      z.object({
        organisation: z.object({ id: Id, name: z.string() }),
        user: z.object({ id: Id, name: z.nullable(z.string()) }),
        noes: z.int(),
        lifted: z.int(),
        /** How many of the noes people recorded themselves, with a one-time code that this user had made. */
        withCode: z.int(),
        unusual: z.boolean(),
      }),
    ),
  }),
})

export const getReceipt = query({
  name: 'consent.receipt',
  summary:
    'What the person takes home: the words that were read, what they decided, and a short text for their phone.',
  discloses: true,
  input: z.strictObject({ person: Id, id: Id }),
  output: z.object({
    consent: Consent,
    called: z.nullable(z.string()),
    organisation: z.string(),
    text: z.nullable(
      z.object({
        title: z.string(),
        text: z.string(),
        /** SHA-256 of title and text as they were read, in hexadecimal. */
        hash: z.string(),
      }),
    ),
    sms: z.nullable(
      z.object({
        text: z.string(),
        segments: z.int(),
        /** Numbers the person said are safe to write to; no other is ever listed here. */
        to: z.array(z.string()),
      }),
    ),
  }),
  problems: [consentUnknown],
})
