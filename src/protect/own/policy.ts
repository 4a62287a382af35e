// Who hands out codes and who answers; what a code opens is for nobody but the person it was made for.
import { onlyOwn, verb } from '../../kernel/actor.ts'

export const make = verb('own_code.make')
export const answer = verb('correction.answer')
export const self = onlyOwn
