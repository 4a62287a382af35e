// Who may read what happened to a person.
import { verb } from '../../kernel/actor.ts'

export const read = verb('person.read')
/** That somebody looked at a sealed note says that there is one. */
export const knowSealed = verb('note.know')
