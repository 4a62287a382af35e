// Problems that operations of verification refuse with.
import * as z from 'zod/mini'
import { conflict, forbidden, invalid } from '../../kernel/problem.ts'
import { Id } from '../../kernel/words.ts'

/** Names the evidence that this user has not opened, by its file and its type. */
export const verificationEvidenceUnopened = conflict('verification.evidence_unopened', {
  count: z.int(),
  unopened: z.array(z.object({ attachment: Id, type: z.string() })),
})
/** Somebody else decided it. */
export const verificationNotYours = forbidden('verification.not_yours')

export const verificationNothingAsked = invalid('verification.nothing_asked')
export const verificationReasonMissing = invalid('verification.reason_missing')
