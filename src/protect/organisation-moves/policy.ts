// Who decides that an organisation stands behind the firewall.
import { verb } from '../../kernel/actor.ts'

/** Two of them: one asks and another decides. */
export const decideFirewall = verb('firewall.decide')
