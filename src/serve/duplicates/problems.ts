// The problems with which decisions on likenesses are refused.
import { unknown } from '../../kernel/problem.ts'

export const duplicateUnknown = unknown('duplicate.unknown')
