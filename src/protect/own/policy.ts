// Who hands out codes and who answers; what a code opens is for nobody but the person it was made for.
import { onlyOwn, onlySystem, verb } from '../../kernel/actor.ts'

export const make = verb('own_code.make')
export const answer = verb('correction.answer')
/** Follows from who sees the record. */
export const byTheHouse = onlySystem
export const self = onlyOwn
