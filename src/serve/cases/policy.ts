// Who may work on a person's needs and plan.
import { verb } from '../../kernel/actor.ts'

export const identify = verb('need.identify')
export const plan = verb('case.plan')
export const supervise = verb('case.supervise')
export const close = verb('case.close')
export const read = verb('case.read')
