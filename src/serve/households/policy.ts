// Who may change households and see who lives together: those who may change and read the members' records.
import { verb } from '../../kernel/actor.ts'
import { permissions as ofRecord } from '../record/permissions.ts'

export const change = verb(ofRecord['person.change'])
export const read = verb(ofRecord['person.read'])
