// Who may see claims with the person's name, prove them and send them to be verified: never a verifier, never a payer.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const read = verb(permissions['outcome.read'])
export const attach = verb(permissions['outcome.attach'])
export const submit = verb(permissions['outcome.submit'])
/** The house itself, after facts were recorded or a day went by, and verification when it has decided. */
export const keep = onlySystem
