// Who may see claims with the person's name, prove them and send them to be verified: never a verifier, never a payer.
import { onlySystem, verb } from '../../kernel/actor.ts'

export const read = verb('outcome.read')
export const attach = verb('outcome.attach')
export const submit = verb('outcome.submit')
/** The house itself, after facts were recorded or a day went by, and verification when it has decided. */
export const keep = onlySystem
