// The problems with which records refuse a command.
import * as z from 'zod/mini'
import { conflict, forbidden, invalid, unknown } from '../../kernel/problem.ts'

export const contactChangedMeanwhile = conflict('contact.changed_meanwhile', {
  contact: z.unknown(),
  yours: z.unknown(),
})
export const contactTwice = conflict('contact.twice', { kind: z.string() })
export const contactUnknown = unknown('contact.unknown')
/** Another record of the same person says so. */
export const contactUnsafeElsewhere = conflict('contact.unsafe_elsewhere')
export const contactUnsafeStays = forbidden('contact.unsafe_stays')
export const identifierStrangeCharacter = invalid('identifier.strange_character', {
  type: z.string(),
  character: z.string(),
})
export const identifierTwice = conflict('identifier.twice', { type: z.string() })
export const identifierUnknown = unknown('identifier.unknown')
export const identifierWrongShape = invalid('identifier.wrong_shape', {
  type: z.string(),
  example: z.string(),
})
export const personAlreadyRegistered = conflict('person.already_registered')
/** A birth date that is after a day on which something happened to the person. */
export const personBornAfterEvent = invalid('person.born_after_event', { on: z.string() })
export const personBornInFuture = invalid('person.born_in_future')
export const personChangedMeanwhile = conflict('person.changed_meanwhile', {
  version: z.number(),
  fields: z.array(z.unknown()),
})
export const personLikelyDuplicate = conflict('person.likely_duplicate', {
  candidates: z.array(z.unknown()),
  elsewhere: z.array(z.unknown()),
})
/** A day before the person was born, as far as that is known. */
export const personNotBornYet = invalid('person.not_born_yet', { on: z.string(), born: z.string() })
export const statusNotAskedHere = conflict('status.not_asked_here')
export const statusPurposeMissing = invalid('status.purpose_missing')
