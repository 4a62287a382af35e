// Makes the device part of every capability at once, with access to the query answers that the page knows: for tests,
// because a page loads each when it is needed.
import type { DeviceCapability, KnownAnswer } from '../device/capability.ts'
import { deviceCapabilities } from './manifest/device.ts'

/** @param known the last answers to the queries that the capabilities need, as far as this page has them */
export const deviceCapabilitiesWith = (known: KnownAnswer): readonly DeviceCapability[] =>
  deviceCapabilities.map((part) => (typeof part === 'function' ? part(known) : part))
