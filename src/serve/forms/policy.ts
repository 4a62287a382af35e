// Who may ask a person the questions, and who may read the answers.
import { verb } from '../../kernel/actor.ts'

export const record = verb('characterization.record')
export const read = verb('characterization.read')
