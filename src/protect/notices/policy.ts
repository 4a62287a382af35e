// Who may see notices and confirm them.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

/** No user notifies receivers: that follows from what was decided. */
export const bySystem = onlySystem
/** Staff of the receiving organisation, and those who answer for its data. */
export const acknowledge = verb(permissions['consent.acknowledge'])
