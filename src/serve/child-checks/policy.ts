// Who learns of checks on children and ends them: whoever may read sealed notes.
import { verb } from '../../kernel/actor.ts'
import { permissions } from '../../protect/confidential/permissions.ts'

export const check = verb(permissions['note.read'])
