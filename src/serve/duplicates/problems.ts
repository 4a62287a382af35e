// The problems with which decisions on likenesses are refused.
import { conflict, invalid, unknown } from '../../kernel/problem.ts'

export const duplicateUnknown = unknown('duplicate.unknown')
export const duplicateBecauseMissing = invalid('duplicate.because_missing')
/** The colleague may not decide on pairs. */
export const duplicateNotTheirs = conflict('duplicate.not_theirs')
