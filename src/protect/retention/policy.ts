// Who may ask for an erasure in a person's name, and who decides on it.
import { anyone, onlySystem, verb } from '../../kernel/actor.ts'

export const readRules = anyone
export const ask = verb('erasure.ask')
export const decide = verb('erasure.decide')
export const byTheHouse = onlySystem
