// Who may know of a sealed note, read one, let others in, break the glass and judge that. Knowing is a verb of its own:
// the front desk does not even learn that there is something to know.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const know = verb(permissions['note.know'])
/** Beside it, the note itself says who was let in. */
export const read = verb(permissions['note.read'])
/** Whoever listens may seal what they heard, also those who may not read it afterwards. */
export const seal = verb(permissions['note.seal'])
/** Beside it, the case must be theirs. */
export const assign = verb(permissions['confidant.assign'])
export const breakGlass = verb(permissions['break_glass.open'])
export const oversee = verb(permissions['break_glass.review'])
export const countRetellings = verb(permissions['retelling.count'])
export const byTheHouse = onlySystem
