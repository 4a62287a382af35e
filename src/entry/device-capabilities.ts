// Every capability's part of the device, made of what the page that runs on it knows.
import type { DeviceCapability, KnownAnswer } from '../device/capability.ts'
import { deviceCapabilities } from './manifest/device.ts'

/** @param known the last answers to the queries that they need, as far as this page has them */
export const deviceCapabilitiesWith = (known: KnownAnswer): readonly DeviceCapability[] =>
  deviceCapabilities.map((part) => (typeof part === 'function' ? part(known) : part))
