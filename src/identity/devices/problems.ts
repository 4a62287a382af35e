// The problems that devices, and the work they hand over, are refused with.
import { forbidden, invalid } from '../../kernel/problem.ts'

export const deviceNotYours = forbidden('device.not_yours')
export const deviceUnreadable = invalid('device.unreadable')
