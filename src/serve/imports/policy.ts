// Who may import a register: those who answer for the organisation's records.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions as ofRecord } from '../record/permissions.ts'
import { permissions } from './permissions.ts'

export const bring = verb(permissions['import.bring'])
export const advance = onlySystem
/** Where a finished import leads: whoever administers users may bring people, and see none. */
export const seePeople = verb(ofRecord['person.read'])
export const seePairs = verb(ofRecord['person.search'])
