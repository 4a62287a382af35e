// The problems that the firewall's operations refuse with.
import * as z from 'zod/mini'
import { conflict, invalid, unknown } from '../../kernel/problem.ts'

export const demandAsylum = conflict('demand.asylum', { person: z.string() })
export const demandDates = invalid('demand.dates')
export const demandDisclosedThoughRefused = invalid('demand.disclosed_though_refused')
export const demandNothingDisclosed = invalid('demand.nothing_disclosed')
export const demandUnknown = unknown('demand.unknown')
export const firewallPeriod = invalid('firewall.period')
