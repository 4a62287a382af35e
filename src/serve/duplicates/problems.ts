// What deciding on likenesses refuses with.
import { unknown } from '../../kernel/problem.ts'

export const duplicateUnknown = unknown('duplicate.unknown')
