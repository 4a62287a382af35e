// The problems with which interpreters refuse a command.
import { conflict, invalid, unknown } from '../../kernel/problem.ts'

export const interpreterUnknown = unknown('interpreter.unknown')
export const interpreterChangedMeanwhile = conflict('interpreter.changed_meanwhile')
export const interpreterTimes = invalid('interpreter.times')
