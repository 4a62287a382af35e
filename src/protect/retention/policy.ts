// Who may ask for an erasure in a person's name, and who decides on it.
import { anyone, onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const readRules = anyone
export const ask = verb(permissions['erasure.ask'])
export const decide = verb(permissions['erasure.decide'])
export const byTheHouse = onlySystem
