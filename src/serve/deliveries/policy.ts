// Who may record that a service was given: staff of the organisation that gives it.
import { verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const record = verb(permissions['delivery.record'])
export const read = verb(permissions['delivery.read'])
