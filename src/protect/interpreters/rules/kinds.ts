// Who interprets, by who they are to the organisation.
import * as z from 'zod/mini'

/** Those of the list; `telephone`: a service that is called. */
export const InterpreterKind = z.enum(['staff', 'volunteer', 'telephone'])
export type InterpreterKind = z.infer<typeof InterpreterKind>

/** Who interpreted on one occasion: also somebody who is in no list. */
export const InterpretedKind = z.enum([...InterpreterKind.options, 'relative', 'other'])
export type InterpretedKind = z.infer<typeof InterpretedKind>

/** How well someone reads: nothing is handed over to be read by somebody who does not. */
export const Reading = z.enum(['well', 'little', 'not'])
export type Reading = z.infer<typeof Reading>
export const NeedsInterpreter = z.enum(['yes', 'no'])
export type NeedsInterpreter = z.infer<typeof NeedsInterpreter>

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
export type Weekday = z.infer<typeof Weekday>
