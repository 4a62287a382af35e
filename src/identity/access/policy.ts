// Who may change who works here.
import { anyone, verb } from '../../kernel/actor.ts'

export const administer = verb('user.administer')
export const openCentre = verb('centre.open')
export const seeUsers = verb('user.read')
export const seeDirectory = anyone
export const chooseOwn = anyone

/** Whoever watches over the records is one of those who confirm that a second proof is reset. */
export const watch = verb('disclosure.oversee')
