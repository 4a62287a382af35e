// The problems that the own view refuses with.
import * as z from 'zod/mini'
import { conflict, invalid, tooOften, unauthenticated, unknown } from '../../kernel/problem.ts'

export const correctionAnswered = conflict('correction.answered', { state: z.string() })
export const correctionTooMany = conflict('correction.too_many')
export const correctionUnknown = unknown('correction.unknown')
export const correctionWordsMissing = invalid('correction.words_missing')
export const erasureAskedAlready = conflict('erasure.asked_already')
export const ownCodeWrong = unauthenticated('own.code_wrong')
export const ownEnded = unauthenticated('own.ended')
export const ownTooMany = tooOften('own.too_many', {
  until: z.string(),
  retryAfter: z.number(),
  minutes: z.number(),
  withCode: z.boolean(),
})
export const ownCodeOver = conflict('own_code.over')
export const ownCodeUnknown = unknown('own_code.unknown')
