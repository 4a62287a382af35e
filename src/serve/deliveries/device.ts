// Takes a service given down on the phone; the record shows it once the server has it.
import { onDevice, type DeviceCapability } from '../../device/capability.ts'
import { recordDelivery } from './operations.ts'

export const deviceCapability: DeviceCapability = {
  name: 'deliveries',
  commands: [
    onDevice(recordDelivery, { persons: (input) => [input.person], apply: (document: unknown) => document }),
  ],
}
