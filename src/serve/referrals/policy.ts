// Who may make which move of a referral; which side an organisation stands on is the referral's own rule.
import { anyRole, onlySystem } from '../../kernel/actor.ts'

/** Those who walk people to other doors. */
export const send = anyRole('front_desk', 'orientation', 'case_manager', 'supervisor', 'provider')
/** Those who answer for what their organisation gives. */
export const receive = anyRole('provider', 'case_manager', 'supervisor', 'orientation')
export const close = anyRole('front_desk', 'orientation', 'case_manager', 'supervisor', 'provider')
export const read = anyRole('front_desk', 'orientation', 'case_manager', 'supervisor', 'provider')
export const count = anyRole(
  'front_desk',
  'orientation',
  'case_manager',
  'supervisor',
  'provider',
  'coordinator',
  'analyst',
)
export const expire = onlySystem
