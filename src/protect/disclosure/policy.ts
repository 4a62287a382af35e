// Who may read the disclosure log, and who may erase from it.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const oversee = verb(permissions['disclosure.oversee'])
export const erase = onlySystem
