// Who may say what an organisation offers; everybody may know it.
import { anyone, anyRole } from '../../kernel/actor.ts'

export const offer = anyRole('coordinator', 'administrator', 'provider', 'supervisor')
export const read = anyone
