// Who may keep the list of interpreters, read it, and call one for a person; checked on the server and in the screens.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const keep = verb(permissions['interpreter.keep'])
export const read = verb(permissions['interpreter.read'])
export const call = verb(permissions['interpreter.call'])
export const bySystem = onlySystem
