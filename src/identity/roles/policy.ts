// Who may define roles and form teams: users who may give roles. Users who may see the organisation's users
// see both.
import { verb } from '../../kernel/actor.ts'
import { permissions as ofAccess } from '../users/permissions.ts'

export const administer = verb(ofAccess['user.administer'])
export const see = verb(ofAccess['user.read'])
