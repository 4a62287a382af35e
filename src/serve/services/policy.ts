// Who may change what an organisation offers; everybody may read it.
import { anyone, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const offer = verb(permissions['service.offer'])
export const read = anyone
