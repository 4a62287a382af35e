// Who may work on a person's needs and plan.
import { anyRole } from '../../kernel/actor.ts'

export const identify = anyRole('front_desk', 'orientation', 'case_manager', 'supervisor', 'provider')
export const plan = anyRole('orientation', 'case_manager', 'supervisor', 'provider')
export const supervise = anyRole('supervisor', 'coordinator')
export const close = anyRole('case_manager', 'supervisor', 'provider')
export const read = identify
