// Who may say how an organisation's people come in.
import { verb } from '../../kernel/actor.ts'

export const configure = verb('user.administer')
