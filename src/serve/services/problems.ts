// The problems with which services refuse a command.
import * as z from 'zod/mini'
import { conflict, invalid, unknown } from '../../kernel/problem.ts'

export const serviceChangedMeanwhile = conflict('service.changed_meanwhile', {
  version: z.number(),
  fields: z.array(z.unknown()),
})
export const serviceLocationHidden = invalid('service.location_hidden')
export const serviceNameTaken = conflict('service.name_taken')
export const serviceUnknown = unknown('service.unknown')
