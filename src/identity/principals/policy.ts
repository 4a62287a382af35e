// Who may make, see and revoke principals: users who may give roles; what a principal does with itself, only
// that principal.
import { onlyPrincipal, verb } from '../../kernel/actor.ts'
import { permissions as ofUsers } from '../users/permissions.ts'

export const make = verb(ofUsers['user.administer'])
export const see = verb(ofUsers['user.administer'])
export const itself = onlyPrincipal
