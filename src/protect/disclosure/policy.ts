// Who may look at the looks, and who may erase them.
import { onlySystem, verb } from '../../kernel/actor.ts'

export const oversee = verb('disclosure.oversee')
export const erase = onlySystem
