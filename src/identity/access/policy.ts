// Who may change who works here.
import { anyone, verb } from '../../kernel/actor.ts'
import { getVerb } from '../../kernel/roles.ts'
import { permissions } from './permissions.ts'

export const administer = verb(permissions['user.administer'])
export const openCentre = verb(permissions['centre.open'])
export const seeUsers = verb(permissions['user.read'])
export const seeDirectory = anyone
export const chooseOwn = anyone

/** Whoever watches over the records is one of those who confirm that a second proof is reset. */
export const watch = verb(getVerb('disclosure.oversee'))
