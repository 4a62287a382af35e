// Who hands out codes and who answers; a view is for the person its code was made for, and for nobody else.
import { onlyOwn, onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const make = verb(permissions['own_code.make'])
export const answer = verb(permissions['correction.answer'])
/** Follows from which organisations see the record. */
export const bySystem = onlySystem
export const self = onlyOwn
