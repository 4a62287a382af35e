// Who may read a person's timeline.
import { verb } from '../../kernel/actor.ts'
import { permissions as ofConfidential } from '../../protect/confidential/permissions.ts'
import { permissions as ofCases } from '../cases/permissions.ts'
import { permissions as ofRecord } from '../record/permissions.ts'

/** The words of goals and steps are read only with the plan. */
export const readPlan = verb(ofCases['case.read'])
export const read = verb(ofRecord['person.read'])
/**
 * A logged look at a sealed note reveals that there is one: only those who may know of it see that entry.
 */
export const knowSealed = verb(ofConfidential['note.know'])
