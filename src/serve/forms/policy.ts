// Who may fill in questionnaires with a person, and who may read the answers.
import { verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const record = verb(permissions['characterization.record'])
export const read = verb(permissions['characterization.read'])
