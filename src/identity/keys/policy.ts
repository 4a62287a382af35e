// Who may give programs keys: whoever gives people roles.
import { verb } from '../../kernel/actor.ts'

export const issue = verb('user.administer')
export const see = verb('user.administer')
