// Every capability's part of the device, for the page that runs on it and for the test that none is missing.
import type { DeviceCapability } from '../device/capability.ts'
import type { Pack } from '../kernel/pack.ts'
import { consentOnDevice } from '../protect/consent/device.ts'
import { casesOnDevice } from '../serve/cases/device.ts'
import { deliveriesOnDevice } from '../serve/deliveries/device.ts'
import { formsOnDevice } from '../serve/forms/device.ts'
import { peopleOnDevice } from '../serve/people/device.ts'
import { referralsOnDevice } from '../serve/referrals/device.ts'
import type { Service } from '../serve/services/operations.ts'

/** Every capability that works without a network; with the pack in force and the services, as far as this page knows them. */
export const capabilitiesOf = (
  pack: () => Pack | undefined,
  services: () => readonly Service[],
): readonly DeviceCapability[] => [
  peopleOnDevice(pack),
  consentOnDevice,
  formsOnDevice,
  casesOnDevice(pack),
  referralsOnDevice(services),
  deliveriesOnDevice,
]
