// Who may record a person's decision: staff who work with the person; and who may override it, never alone.
import { onlySystem, verb, type May } from '../../kernel/actor.ts'
import { getVerb } from '../../kernel/roles.ts'
import { permissions as ofDisclosure } from '../disclosure/permissions.ts'
import { permissions } from './permissions.ts'

export const record = verb(permissions['consent.record'])
export const read = verb(permissions['consent.read'])
/** The proof of a yes is a file of the person like any other. */
export const openProof = verb(getVerb('attachment.open'))
/** No user ends a running consent by hand, nor notifies receivers: that follows from what was decided. */
export const bySystem = onlySystem
/** Staff of the receiving organisation, and those who answer for its data. */
export const acknowledge = verb(permissions['consent.acknowledge'])

/** Case managers ask; supervisors decide, never on what they asked for themselves. */
export const askOverride = verb(permissions['override.ask'])
export const decideOverride = verb(permissions['override.decide'])
export const endOverride: May = (actor) => (onlySystem(actor) === true ? true : decideOverride(actor))
export const reviewOverride = verb(permissions['override.review'])
export const readOverrides = verb(permissions['override.read'])
/** Data protection officers see whose recorded noes people withdraw. */
export const oversee = verb(ofDisclosure['disclosure.oversee'])
