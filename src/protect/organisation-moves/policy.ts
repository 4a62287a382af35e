// Who decides that an organisation stands behind the firewall.
import { verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

/** Two of them: one asks and another decides. */
export const decideFirewall = verb(permissions['firewall.decide'])
