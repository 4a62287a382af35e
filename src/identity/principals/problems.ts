// The problems that the capability principals refuses with.
import * as z from 'zod/mini'
import { forbidden, invalid, tooOften, unauthenticated, unknown } from '../../kernel/problem.ts'

export const principalBeyondMaker = forbidden('principal.beyond_maker', { name: z.string() })
export const principalCentreMissing = invalid('principal.centre_missing')
export const principalCodeWrong = unauthenticated('principal.code_wrong')
export const principalEnded = unauthenticated('principal.ended')
export const principalNone = unknown('principal.none')
export const principalTooMany = tooOften('principal.too_many', {
  until: z.string(),
  retryAfter: z.number(),
  minutes: z.number(),
  withCode: z.boolean(),
})
export const principalUseUnknown = invalid('principal.use_unknown', { use: z.string() })
