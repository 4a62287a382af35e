// Who may bring a register in: those who answer for the organisation's records.
import { anyRole, onlySystem } from '../../kernel/actor.ts'

export const bring = anyRole('coordinator', 'supervisor', 'administrator')
export const advance = onlySystem
