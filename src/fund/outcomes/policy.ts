// Who may see claims with the person's name, prove them and send them to be verified: never a verifier, never a payer.
import { allOf, anyClass, anyRole, onlySystem } from '../../kernel/actor.ts'

const serving = anyClass('public', 'cso', 'company', 'international')

export const read = allOf(
  serving,
  anyRole('case_manager', 'supervisor', 'provider', 'coordinator', 'administrator'),
)
export const attach = allOf(serving, anyRole('case_manager', 'supervisor', 'provider', 'coordinator'))
export const submit = allOf(serving, anyRole('supervisor', 'provider', 'coordinator'))
/** The house itself, after facts were recorded or a day went by, and verification when it has decided. */
export const keep = onlySystem
