// Policies of claims with the person's name: see, prove and submit; never a verifier, never a payer.
import { onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const read = verb(permissions['outcome.read'])
export const attach = verb(permissions['outcome.attach'])
export const submit = verb(permissions['outcome.submit'])
/** Only the system: after facts were recorded, once a day, and when verification has decided. */
export const keep = onlySystem
