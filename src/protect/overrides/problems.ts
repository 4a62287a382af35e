// The problems that overrides are refused with.
import * as z from 'zod/mini'
import { conflict, forbidden, invalid, unknown } from '../../kernel/problem.ts'

export const overrideDecided = conflict('override.decided', { state: z.string() })
export const overrideKeeperOnly = forbidden('override.keeper_only')
export const overrideNotAllowed = conflict('override.not_allowed', { state: z.string() })
export const overrideOver = conflict('override.over', { until: z.string() })
export const overrideOwn = forbidden('override.own')
export const overrideReviewed = conflict('override.reviewed', { verdict: z.string() })
export const overrideTerm = invalid('override.term', { days: z.number() })
export const overrideUnknown = unknown('override.unknown')
