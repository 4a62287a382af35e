// Who may make which move of a referral; which side an organisation stands on is the referral's own rule.
import { onlySystem, verb } from '../../kernel/actor.ts'

/** Those who walk people to other doors. */
export const send = verb('referral.send')
/** Those who answer for what their organisation gives. */
export const receive = verb('referral.receive')
export const close = verb('referral.close')
export const read = verb('referral.read')
export const count = verb('referral.count')
export const expire = onlySystem
