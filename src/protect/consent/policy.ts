// Who may record what a person allowed: whoever sits with the person; and who may go against it, never alone.
import { onlySystem, verb, type May } from '../../kernel/actor.ts'
import { getVerb } from '../../kernel/roles.ts'
import { permissions as ofDisclosure } from '../disclosure/permissions.ts'
import { permissions } from './permissions.ts'

export const record = verb(permissions['consent.record'])
export const read = verb(permissions['consent.read'])
/** What shows that somebody said yes is a file of theirs like any other. */
export const openProof = verb(getVerb('attachment.open'))
/** Nobody ends a consent by hand that still runs, nor tells receivers: that follows from what was decided. */
export const byTheHouse = onlySystem
/** Whoever works at the receiving end, and whoever answers for its data. */
export const acknowledge = verb(permissions['consent.acknowledge'])

/** Those who carry a case ask; those who answer for others' work decide, never on what they asked themselves. */
export const askOverride = verb(permissions['override.ask'])
export const decideOverride = verb(permissions['override.decide'])
export const endOverride: May = (actor) => (onlySystem(actor) === true ? true : decideOverride(actor))
export const reviewOverride = verb(permissions['override.review'])
export const readOverrides = verb(permissions['override.read'])
/** Whoever answers for data protection sees whose noes people take back. */
export const oversee = verb(ofDisclosure['disclosure.oversee'])
