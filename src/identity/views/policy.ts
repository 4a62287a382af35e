// Every user keeps their own views.
import { anyone } from '../../kernel/actor.ts'

export const keep = anyone
