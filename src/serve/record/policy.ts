// Who may register people, read their records and decide on likenesses; checked on the server and in the
// screens.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const register = verb(permissions['person.register'])
export const change = verb(permissions['person.change'])
export const search = verb(permissions['person.search'])
/** Includes those who answer for data protection: they must see what is held and who read it. */
export const read = verb(permissions['person.read'])
export const decideDuplicates = verb(permissions['duplicate.decide'])
/** Sharing follows from a consent and a referral: only other commands run it, no user does. */
export const share = onlySystem
export const rekey = onlySystem
export const reexamine = onlySystem
export const noteDuplicates = onlySystem
