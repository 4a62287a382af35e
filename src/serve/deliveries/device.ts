// Records a service given on the phone; it appears on the record once the server has it.
import { onDevice, type DeviceCapability } from '../../device/capability.ts'
import { recordDelivery } from './operations.ts'

export const deviceCapability: DeviceCapability = {
  name: 'deliveries',
  commands: [
    onDevice(recordDelivery, { persons: (input) => [input.person], apply: (document: unknown) => document }),
  ],
}
