// Who may say what a role holds and who makes up a team: who gives roles. Whoever sees the users sees both.
import { verb } from '../../kernel/actor.ts'

export const administer = verb('user.administer')
export const see = verb('user.read')
