// Who may record what a person allowed: whoever sits with the person; and who may go against it, never alone.
import { onlySystem, verb, type May } from '../../kernel/actor.ts'

export const record = verb('consent.record')
export const read = verb('consent.read')
/** What shows that somebody said yes is a file of theirs like any other. */
export const openProof = verb('attachment.open')
/** Nobody ends a consent by hand that still runs, nor tells receivers: that follows from what was decided. */
export const byTheHouse = onlySystem
/** Whoever works at the receiving end, and whoever answers for its data. */
export const acknowledge = verb('consent.acknowledge')

/** Those who carry a case ask; those who answer for others' work decide, never on what they asked themselves. */
export const askOverride = verb('override.ask')
export const decideOverride = verb('override.decide')
export const endOverride: May = (actor) => (onlySystem(actor) === true ? true : decideOverride(actor))
export const reviewOverride = verb('override.review')
export const readOverrides = verb('override.read')
/** Whoever answers for data protection sees whose noes people take back. */
export const oversee = verb('disclosure.oversee')
