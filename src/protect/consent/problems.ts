// The problems that consent refuses with.
import * as z from 'zod/mini'
import { conflict, forbidden, invalid, unknown } from '../../kernel/problem.ts'

export const consentAlreadyWithdrawn = conflict('consent.already_withdrawn', { at: z.string() })
export const consentAttachmentUnfit = invalid('consent.attachment_unfit', { how: z.string() })
export const consentBeyondText = invalid('consent.beyond_text', {
  version: z.string(),
  codes: z.array(z.string()),
})
export const consentExpiry = invalid('consent.expiry', { days: z.number() })
export const consentGuardianNeeded = invalid('consent.guardian_needed', { age: z.number() })
export const consentKeeperOnly = forbidden('consent.keeper_only')
export const consentNotWaiting = conflict('consent.not_waiting')
export const consentProofMissing = invalid('consent.proof_missing')
export const consentProofOlder = conflict('consent.proof_older')
export const consentRecipientUnknown = conflict('consent.recipient_unknown')
export const consentReviewed = conflict('consent.reviewed')
export const consentTextUnknown = invalid('consent.text_unknown', { version: z.string() })
export const consentUnknown = unknown('consent.unknown')
export const consentWitnessMissing = invalid('consent.witness_missing')
export const organisationClosed = conflict('organisation.closed')
