// Who may merge records and undo it, and who reads that they were merged: whoever reads the record.
import { verb } from '../../kernel/actor.ts'
import { permissions as ofRecord } from '../record/permissions.ts'
import { permissions } from './permissions.ts'

export const merge = verb(permissions['person.merge'])
export const read = verb(ofRecord['person.read'])
