// Who may work on a person's needs and plan.
import { may, verb, type Holder, type Verdict } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const identify = verb(permissions['need.identify'])
export const plan = verb(permissions['case.plan'])
export const supervise = verb(permissions['case.supervise'])
export const close = verb(permissions['case.close'])
export const read = verb(permissions['case.read'])
/** Whether somebody can be made responsible for a case: they must be allowed to plan and to close. */
export const manage = (holder: Holder): Verdict => {
  const plans = may(holder, permissions['case.plan'])
  return plans === true ? may(holder, permissions['case.close']) : plans
}
