// The problems that retention refuses with.
import { conflict, unknown } from '../../kernel/problem.ts'

export const erasureCaseOpen = conflict('erasure.case_open')
export const erasureDecided = conflict('erasure.decided')
export const erasureRuleMissing = conflict('erasure.rule_missing')
export const erasureUnknown = unknown('erasure.unknown')
export const erasureUntilPast = conflict('erasure.until_past')
