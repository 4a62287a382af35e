// Who may see and withdraw devices: everyone their own, and those who answer for the organisation's data all
// of them. Supervisors decide about late work.
import { anyone, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const seeOwn = anyone
export const revokeOwn = anyone
export const openOwn = anyone
export const setRule = verb(permissions['device.rule'])
export const discardOwn = anyone
export const answerForAll = verb(permissions['device.oversee'])
export const decideLate = verb(permissions['late.decide'])
