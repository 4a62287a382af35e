// Policies of settlement: payers sign and pay, providers issue statements; payer and provider are different
// organisations.
import { verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const sign = verb(permissions['contract.sign'])
export const pay = verb(permissions['payment.record'])
export const issue = verb(permissions['statement.issue'])
export const read = verb(permissions['statement.read'])
