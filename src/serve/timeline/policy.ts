// Who may read what happened to a person.
import { verb } from '../../kernel/actor.ts'
import { permissions as ofConfidential } from '../../protect/confidential/permissions.ts'
import { permissions as ofRecord } from '../record/permissions.ts'

export const read = verb(ofRecord['person.read'])
/** That somebody looked at a sealed note says that there is one. */
export const knowSealed = verb(ofConfidential['note.know'])
