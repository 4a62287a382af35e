// Who may record a text of the pack, and confirm what somebody else recorded; everybody hears what is confirmed.
import { anyone, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const make = verb(permissions['recording.make'])
export const confirm = verb(permissions['recording.confirm'])
export const hear = anyone
