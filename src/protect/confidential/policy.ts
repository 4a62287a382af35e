// Who may know of a sealed note, read one, give others access, open in an emergency and review that. Knowing
// is a verb of its own: the front desk does not even learn that there is a note.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const know = verb(permissions['note.know'])
/** In addition, the note itself lists who has access. */
export const read = verb(permissions['note.read'])
/** Staff who hear a story may seal it, also those who may not read it afterwards. */
export const seal = verb(permissions['note.seal'])
/** In addition, the case must be theirs. */
export const assign = verb(permissions['confidant.assign'])
export const breakGlass = verb(permissions['break_glass.open'])
export const oversee = verb(permissions['break_glass.review'])
export const countRetellings = verb(permissions['retelling.count'])
export const bySystem = onlySystem
