// Why a list of people does not leave.
import * as z from 'zod/mini'
import { conflict, forbidden, invalid, unknown } from '../../kernel/problem.ts'

export const exportDecided = conflict('export.decided', { state: z.string() })
export const exportGrown = conflict('export.grown', { people: z.number(), most: z.number() })
export const exportNobody = conflict('export.nobody')
export const exportNotAllowed = conflict('export.not_allowed', { state: z.string() })
export const exportOver = conflict('export.over', { until: z.string() })
export const exportOwn = forbidden('export.own')
export const exportSecondNeeded = conflict('export.second_needed', { people: z.number(), most: z.number() })
export const exportTaken = conflict('export.taken')
export const exportUnknown = unknown('export.unknown')
/** A filter by something that the reader may not see: which people it finds would reveal it. */
export const narrowingNotSeen = forbidden('narrowing.not_seen')
export const needProtected = invalid('need.protected', { code: z.string() })
