// Who may decide that two records are of different people.
import { verb } from '../../kernel/actor.ts'

export const search = verb('person.search')
export const decide = verb('duplicate.decide')
