// The problem with which the end of a check on a child is refused.
import { unknown } from '../../kernel/problem.ts'

export const childCheckUnknown = unknown('child_check.unknown')
