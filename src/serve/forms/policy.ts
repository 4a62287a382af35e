// Who may ask a person the questions, and who may read the answers.
import { anyRole } from '../../kernel/actor.ts'

export const record = anyRole('orientation', 'case_manager', 'supervisor', 'provider')
export const read = record
