// Who may decide that two records are of different people.
import { verb } from '../../kernel/actor.ts'
import { permissions as ofRecord } from '../record/permissions.ts'

export const decide = verb(ofRecord['duplicate.decide'])
