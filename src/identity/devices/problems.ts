// What devices and the work they hand over refuse with.
import { forbidden, invalid } from '../../kernel/problem.ts'

export const deviceNotYours = forbidden('device.not_yours')
export const deviceUnreadable = invalid('device.unreadable')
