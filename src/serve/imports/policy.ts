// Who may import a register: those who answer for the organisation's records.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const bring = verb(permissions['import.bring'])
export const advance = onlySystem
