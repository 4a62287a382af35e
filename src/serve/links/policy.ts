// Who may link records with those of other keepers, and who reads which are linked: whoever reads the record.
import { verb } from '../../kernel/actor.ts'
import { permissions as ofRecord } from '../record/permissions.ts'
import { permissions } from './permissions.ts'

export const link = verb(permissions['person.link'])
export const read = verb(ofRecord['person.read'])
