// Who sees what the firewall refused, decides where status is asked, and keeps the register of demands.
import { anyone, onlySystem, verb } from '../../kernel/actor.ts'

export const note = onlySystem
export const readRefusals = verb('firewall.read')
export const setStatusRule = verb('status_rule.set')
export const seeStatusRule = anyone
export const readDemands = verb('demand.read')
export const decideDemands = verb('demand.decide')
