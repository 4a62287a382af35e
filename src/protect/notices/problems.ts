// The problems that notices refuse with.
import * as z from 'zod/mini'
import { conflict, unknown } from '../../kernel/problem.ts'

export const noticeAcknowledged = conflict('notice.acknowledged', { at: z.string() })
export const noticeUnknown = unknown('notice.unknown')
