// Who signs, states, pays and reads: the payer's and the provider's sides are different organisations.
import { verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const sign = verb(permissions['contract.sign'])
export const pay = verb(permissions['payment.record'])
export const issue = verb(permissions['statement.issue'])
export const read = verb(permissions['statement.read'])
