// Who may say what an organisation offers; everybody may know it.
import { anyone, verb } from '../../kernel/actor.ts'

export const offer = verb('service.offer')
export const read = anyone
