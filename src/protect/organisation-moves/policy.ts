// Who decides that an organisation is moved behind the firewall.
import { verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

/** Two people hold it: one asks and another decides. */
export const decideFirewall = verb(permissions['firewall.decide'])
