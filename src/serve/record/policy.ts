// Who may welcome people, read their records and decide on likenesses; asked on the server and in the screens.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const register = verb(permissions['person.register'])
export const change = verb(permissions['person.change'])
export const search = verb(permissions['person.search'])
/** Whoever answers for the data must see what is held and who looked. */
export const read = verb(permissions['person.read'])
export const decideDuplicates = verb(permissions['duplicate.decide'])
/** Sharing follows from a consent and a referral: other commands run it, nobody does by hand. */
export const share = onlySystem
