// The Problems of the platform itself.
import * as z from 'zod/mini'
import { conflict, forbidden, invalid, tooOften } from '../kernel/problem.ts'

export const attachmentHeic = invalid('attachment.heic')
export const commandAlreadyApplied = conflict('command.already_applied', { replaces: z.string() })
export const commandMalformed = invalid('command.malformed')
export const deviceBusy = tooOften('device.busy', { retryAfter: z.number() })
export const deviceRevoked = forbidden('device.revoked')
