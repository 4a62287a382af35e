// Who may record a person's decision: staff who work with the person.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { getVerb } from '../../kernel/roles.ts'
import { permissions as ofDisclosure } from '../disclosure/permissions.ts'
import { permissions } from './permissions.ts'

export const record = verb(permissions['consent.record'])
export const read = verb(permissions['consent.read'])
/** The proof of a yes is a file of the person like any other. */
export const openProof = verb(getVerb('attachment.open'))
/** No user ends a running consent by hand: that follows from what was decided. */
export const bySystem = onlySystem
/** Data protection officers see whose recorded noes people withdraw. */
export const oversee = verb(ofDisclosure['disclosure.oversee'])
