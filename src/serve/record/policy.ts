// Who may welcome people, read their records and decide on likenesses; asked on the server and in the screens.
import { onlySystem, verb } from '../../kernel/actor.ts'

export const register = verb('person.register')
export const change = verb('person.change')
export const search = verb('person.search')
/** Whoever answers for the data must see what is held and who looked. */
export const read = verb('person.read')
export const decideDuplicates = verb('duplicate.decide')
/** Sharing follows from a consent and a referral: other commands run it, nobody does by hand. */
export const share = onlySystem
