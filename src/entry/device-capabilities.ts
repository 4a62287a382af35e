// Makes the device part of every capability at once, with access to the query answers that the page knows: for tests,
// because a page loads each when it is needed.
import type { DeviceCapability, KnownAnswer } from '../device/capability.ts'
import { deviceCapabilities } from './manifest/device.ts'

/** @param known the last answers to the queries that the capabilities need, as far as this page has them */
export function deviceCapabilitiesWith(known: KnownAnswer): readonly DeviceCapability[] {
  const all: DeviceCapability[] = []
  for (const part of deviceCapabilities) all.push(typeof part === 'function' ? part(known, () => all) : part)
  return all
}
