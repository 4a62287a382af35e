// Who may look at the looks, and who may erase them.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const oversee = verb(permissions['disclosure.oversee'])
export const erase = onlySystem
