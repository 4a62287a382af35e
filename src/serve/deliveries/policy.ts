// Who may say that a service was given: those who give it.
import { verb } from '../../kernel/actor.ts'

export const record = verb('delivery.record')
export const read = verb('delivery.read')
