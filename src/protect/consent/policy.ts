// Who may record what a person allowed: whoever sits with the person.
import { anyRole } from '../../kernel/actor.ts'

export const record = anyRole('front_desk', 'orientation', 'case_manager', 'supervisor', 'provider')
export const read = anyRole(
  'front_desk',
  'orientation',
  'case_manager',
  'supervisor',
  'provider',
  'data_protection_officer',
)
