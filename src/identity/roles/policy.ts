// Who may say what a role holds and who makes up a team: who gives roles. Whoever sees the users sees both.
import { verb } from '../../kernel/actor.ts'
import { permissions as ofAccess } from '../access/permissions.ts'

export const administer = verb(ofAccess['user.administer'])
export const see = verb(ofAccess['user.read'])
