// Problems that any operation may return, and those that several capabilities share.
import * as z from 'zod/mini'
import {
  conflict,
  forbidden,
  invalid,
  tooLarge,
  tooOften,
  unauthenticated,
  unavailable,
  unknown,
} from './problem.ts'

export const actorNotAllowed = forbidden('actor.not_allowed', { because: z.string() })
export const actorUnknown = unauthenticated('actor.unknown')
export const attachmentEmpty = invalid('attachment.empty')
export const attachmentTooLarge = tooLarge('attachment.too_large', { limit: z.number() })
export const attachmentUnknown = unknown('attachment.unknown')
export const attachmentWrongType = invalid('attachment.wrong_type', { allowed: z.array(z.string()) })
export const codeUnknown = invalid('code.unknown', {
  code: z.string(),
  field: z.optional(z.string()),
  taxonomy: z.optional(z.string()),
})
/** Of a device: its clock is far from the server's time, and its user did not confirm it. */
export const clockWrong = conflict('clock.wrong')
export const codeUnknownConflict = conflict('code.unknown', {
  code: z.string(),
  field: z.optional(z.string()),
})
export const commandFailed = conflict('command.failed', { incident: z.optional(z.string()) })
export const commandNotKept = unknown('command.not_kept', { id: z.string() })
export const commandParked = conflict('command.parked', { after: z.optional(z.string()) })
export const commandReused = conflict('command.reused', { id: z.string() })
export const commandUnknown = unknown('command.unknown', { name: z.optional(z.string()) })
export const consentMissing = conflict('consent.missing', {
  person: z.string(),
  purpose: z.string(),
  recipient: z.string(),
  fieldGroups: z.array(z.string()),
  ask: z.string(),
})
export const deviceUnknown = unknown('device.unknown')
export const expressionSyntax = invalid('expression.syntax', { position: z.number(), because: z.string() })
export const expressionTooLong = invalid('expression.too_long', {
  position: z.number(),
  longest: z.optional(z.number()),
  nodes: z.optional(z.number()),
})
export const expressionWrongValue = invalid('expression.wrong_value', {
  field: z.string(),
  wanted: z.string(),
})
export const firewallClosed = forbidden('firewall.closed', { class: z.string() })
export const firewallRecipient = forbidden('firewall.recipient', { recipient: z.optional(z.string()) })
/** Of a device: its disk is full, and nothing was stored. */
export const deviceFull = conflict('device.full')
export const inputIdTaken = conflict('input.id_taken')
export const inputInvalid = invalid('input.invalid', {
  fields: z.optional(z.array(z.record(z.string(), z.string()))),
})
export const inputMalformed = invalid('input.malformed')
export const inputReferenceUnknown = conflict('input.reference_unknown', { constraint: z.string() })
export const inputTooLarge = tooLarge('input.too_large', { limit: z.number() })
export const invitationUsed = conflict('invitation.used')
export const listTooLong = tooLarge('list.too_long', { most: z.number() })
export const organisationNotYours = forbidden('organisation.not_yours', {
  administered: z.optional(z.boolean()),
  name: z.optional(z.string()),
})
export const packUnknownConflict = conflict('pack.unknown', { release: z.string() })
export const packUnknown = unknown('pack.unknown', { release: z.optional(z.string()) })
export const personUnknown = unknown('person.unknown')
export const requestForeignPage = forbidden('request.foreign_page')
export const requestTooOften = tooOften('request.too_often', { retryAfter: z.number() })
export const secondFactorNone = conflict('second_factor.none')
export const serverBusy = unavailable('server.busy', { retryAfter: z.number() })
export const signOnDomainUnproved = forbidden('sign_on.domain_unproved')
export const signOnDomainUnprovedConflict = conflict('sign_on.domain_unproved')
export const signOnNone = unknown('sign_on.none')
export const tableTooLarge = tooLarge('table.too_large', { limit: z.number() })
export const tableUnreadable = invalid('table.unreadable')
export const userDeactivatedForbidden = forbidden('user.deactivated')
export const userDeactivated = conflict('user.deactivated')
export const userUnknown = unknown('user.unknown')

export const expressionUnsupported = invalid('expression.unsupported', {
  position: z.number(),
  found: z.string(),
})
export const expressionUnknownFunction = invalid('expression.unknown_function', {
  position: z.number(),
  function: z.string(),
})
export const expressionWrongType = invalid('expression.wrong_type', {
  position: z.number(),
  wanted: z.string(),
  found: z.string(),
})
export const expressionUnknownField = invalid('expression.unknown_field', {
  position: z.number(),
  field: z.string(),
})

export const signInLocked = tooOften('sign_in.locked', {
  until: z.string(),
  retryAfter: z.number(),
  minutes: z.number(),
  withCode: z.boolean(),
})

/** Problems that any operation may return besides those it declares. */
export const COMMON_PROBLEMS = [
  inputMalformed,
  requestTooOften,
  serverBusy,
  inputTooLarge,
  inputInvalid,
  inputIdTaken,
  inputReferenceUnknown,
  actorUnknown,
  actorNotAllowed,
  firewallClosed,
  firewallRecipient,
  commandUnknown,
  commandReused,
  commandParked,
  packUnknown,
  personUnknown,
] as const
