// Who may register and describe organisations, open centres and see the directory.
import { anyone, verb } from '../../kernel/actor.ts'
import { getVerb } from '../../kernel/roles.ts'
import { permissions } from './permissions.ts'

/** Whoever invites an organisation's users describes it too. */
export const administer = verb(getVerb('user.administer'))
export const openCentre = verb(permissions['centre.open'])
export const seeDirectory = anyone
