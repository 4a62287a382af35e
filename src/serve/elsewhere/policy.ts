// Who may ask whether a person is known elsewhere, and who reads what was asked: whoever reads the record.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions as ofRecord } from '../record/permissions.ts'
import { permissions } from './permissions.ts'

export const ask = verb(permissions['person.ask_elsewhere'])
export const read = verb(ofRecord['person.read'])
export const renew = onlySystem
