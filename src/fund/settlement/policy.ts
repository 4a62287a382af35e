// Who signs, states, pays and reads: the payer's and the provider's sides are different organisations.
import { verb } from '../../kernel/actor.ts'

export const sign = verb('contract.sign')
export const pay = verb('payment.record')
export const issue = verb('statement.issue')
export const read = verb('statement.read')
