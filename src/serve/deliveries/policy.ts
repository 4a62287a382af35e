// Who may say that a service was given: those who give it.
import { anyRole } from '../../kernel/actor.ts'

export const record = anyRole('front_desk', 'orientation', 'case_manager', 'supervisor', 'provider')
export const read = record
