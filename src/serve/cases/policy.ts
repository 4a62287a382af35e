// Who may work on a person's needs and plan.
import { may, verb, type Holder, type Verdict } from '../../kernel/actor.ts'

export const identify = verb('need.identify')
export const plan = verb('case.plan')
export const supervise = verb('case.supervise')
export const close = verb('case.close')
export const read = verb('case.read')
/** Whether a case can be put into somebody's hands: they plan and close. */
export const manage = (holder: Holder): Verdict => {
  const plans = may(holder, 'case.plan')
  return plans === true ? may(holder, 'case.close') : plans
}
