// Who may override what a person decided: never one user alone.
import { onlySystem, verb, type May } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

/** Case managers ask; supervisors decide, never on what they asked for themselves. */
export const askOverride = verb(permissions['override.ask'])
export const decideOverride = verb(permissions['override.decide'])
export const endOverride: May = (actor) => (onlySystem(actor) === true ? true : decideOverride(actor))
export const reviewOverride = verb(permissions['override.review'])
export const readOverrides = verb(permissions['override.read'])
