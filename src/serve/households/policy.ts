// Who may join people into households and see who lives together: whoever may change and read their records.
import { verb } from '../../kernel/actor.ts'

export const change = verb('person.change')
export const read = verb('person.read')
