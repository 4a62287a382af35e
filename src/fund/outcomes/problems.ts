// Problems that operations of outcomes refuse with.
import * as z from 'zod/mini'
import { conflict, forbidden, invalid, unknown } from '../../kernel/problem.ts'

export const evidenceAlreadyAttached = conflict('evidence.already_attached')
export const evidenceIsAVoice = invalid('evidence.is_a_voice')
export const evidenceTypeUnknown = invalid('evidence.type_unknown')
export const evidenceTypeUnknownConflict = conflict('evidence.type_unknown', { type: z.string() })
export const outcomeClosed = conflict('outcome.closed', { state: z.string() })
/** Its time to be taken back is over, or something followed on it: evidence, a statement, a withdrawn consent. */
export const outcomeDecided = conflict('outcome.decided')
export const outcomeContradicted = conflict('outcome.contradicted')
export const outcomeNotReady = conflict('outcome.not_ready', { state: z.string() })
export const outcomeUnknown = unknown('outcome.unknown')
export const verifierChoose = conflict('verifier.choose')
export const verifierNone = conflict('verifier.none')
export const verifierNotIndependent = conflict('verifier.not_independent')
export const verifierNotIndependentForbidden = forbidden('verifier.not_independent')
