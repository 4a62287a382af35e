// Problems that operations of verification refuse with.
import { invalid } from '../../kernel/problem.ts'

export const verificationNothingAsked = invalid('verification.nothing_asked')
export const verificationReasonMissing = invalid('verification.reason_missing')
