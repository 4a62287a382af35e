// Who may say that a service was given: those who give it.
import { verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const record = verb(permissions['delivery.record'])
export const read = verb(permissions['delivery.read'])
