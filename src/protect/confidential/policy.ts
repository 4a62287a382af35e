// Who may know of a sealed note, read one, let others in, break the glass and judge that. Knowing is a verb of its own:
// the front desk does not even learn that there is something to know.
import { onlySystem, verb } from '../../kernel/actor.ts'

export const know = verb('note.know')
/** Beside it, the note itself says who was let in. */
export const read = verb('note.read')
/** Whoever listens may seal what they heard, also those who may not read it afterwards. */
export const seal = verb('note.seal')
/** Beside it, the case must be theirs. */
export const assign = verb('confidant.assign')
export const breakGlass = verb('break_glass.open')
export const oversee = verb('break_glass.review')
export const countRetellings = verb('retelling.count')
export const byTheHouse = onlySystem
