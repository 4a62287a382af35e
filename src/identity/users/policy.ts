// Who may change an organisation's users.
import { anyone, verb } from '../../kernel/actor.ts'
import { getVerb } from '../../kernel/roles.ts'
import { permissions } from './permissions.ts'

export const administer = verb(permissions['user.administer'])
export const seeUsers = verb(permissions['user.read'])
export const seeDirectory = anyone
export const chooseOwn = anyone

/**
 * People who audit the records (`disclosure.oversee`) are among those who confirm the reset of a second
 * proof.
 */
export const watch = verb(getVerb('disclosure.oversee'))
