// Who may join people into households and see who lives together: whoever may change and read their records.
import { verb } from '../../kernel/actor.ts'
import { permissions as ofRecord } from '../record/permissions.ts'

export const change = verb(ofRecord['person.change'])
export const read = verb(ofRecord['person.read'])
