// Who may give programs keys: users who may give roles.
import { verb } from '../../kernel/actor.ts'
import { permissions as ofAccess } from '../users/permissions.ts'

export const issue = verb(ofAccess['user.administer'])
export const see = verb(ofAccess['user.administer'])
