// Who sees what the firewall refused, decides where status is asked, and keeps the register of demands.
import { anyone, onlySystem, verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const note = onlySystem
export const readRefusals = verb(permissions['firewall.read'])
export const setStatusRule = verb(permissions['status_rule.set'])
export const seeStatusRule = anyone
export const readDemands = verb(permissions['demand.read'])
export const decideDemands = verb(permissions['demand.decide'])
