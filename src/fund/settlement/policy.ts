// Who signs, states, pays and reads: the payer's and the provider's sides are different organisations.
import { allOf, anyClass, anyRole } from '../../kernel/actor.ts'

const serving = anyClass('public', 'cso', 'company', 'international')

export const sign = anyRole('funder')
export const pay = anyRole('funder')
export const issue = allOf(serving, anyRole('provider', 'coordinator', 'administrator'))
export const read = anyRole('funder', 'provider', 'coordinator', 'administrator', 'supervisor', 'analyst')
