// Who hands out codes and who answers; what a code opens is for nobody but the person it was made for.
import { onlyOwn, onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const make = verb(permissions['own_code.make'])
export const answer = verb(permissions['correction.answer'])
/** Follows from who sees the record. */
export const byTheHouse = onlySystem
export const self = onlyOwn
