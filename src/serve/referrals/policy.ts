// Who may make which move of a referral; which side an organisation stands on is the referral's own rule.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

/** Those who walk people to other doors. */
export const send = verb(permissions['referral.send'])
/** Those who answer for what their organisation gives. */
export const receive = verb(permissions['referral.receive'])
export const close = verb(permissions['referral.close'])
export const read = verb(permissions['referral.read'])
export const count = verb(permissions['referral.count'])
export const expire = onlySystem
