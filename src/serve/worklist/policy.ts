// Everybody has a worklist; what is on it follows from the verb of each kind.
import { anyone } from '../../kernel/actor.ts'

export const read = anyone
