// Who may ask for an erasure on behalf of a person, and who decides on it.
import { anyone, onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const readRules = anyone
export const ask = verb(permissions['erasure.ask'])
export const decide = verb(permissions['erasure.decide'])
export const bySystem = onlySystem
