// Who may bring a register in: those who answer for the organisation's records.
import { onlySystem, verb } from '../../kernel/actor.ts'

export const bring = verb('import.bring')
export const advance = onlySystem
