// Who may configure how an organisation's users sign in.
import { verb } from '../../kernel/actor.ts'
import { permissions as ofAccess } from '../users/permissions.ts'

export const configure = verb(ofAccess['user.administer'])
