// The problems with which the question whether a person is known elsewhere is refused.
import * as z from 'zod/mini'
import { forbidden, tooOften } from '../../kernel/problem.ts'

/** The organisation that keeps the record asks, since the person gave it the yes. */
export const elsewhereKeeperOnly = forbidden('elsewhere.keeper_only')
/** `retryAfter` in seconds. */
export const elsewhereTooOften = tooOften('elsewhere.too_often', { retryAfter: z.number() })
