// Who may take which step of a referral; which side an organisation is on is decided in rules.ts.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

/** Staff who refer people to other organisations. */
export const send = verb(permissions['referral.send'])
/** Staff who answer for the services of their organisation. */
export const receive = verb(permissions['referral.receive'])
export const close = verb(permissions['referral.close'])
export const read = verb(permissions['referral.read'])
export const count = verb(permissions['referral.count'])
export const expire = onlySystem
