// Who may say how an organisation's people come in.
import { verb } from '../../kernel/actor.ts'
import { permissions as ofAccess } from '../access/permissions.ts'

export const configure = verb(ofAccess['user.administer'])
