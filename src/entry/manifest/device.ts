// Written by `npm run manifest` from the folders of the capabilities: what each adds to a device.
import type { DeviceComposable } from '../../device/capability.ts'
import { deviceCapability as consent } from '../../protect/consent/device.ts'
import { deviceCapability as interpreters } from '../../protect/interpreters/device.ts'
import { deviceCapability as caseload } from '../../serve/caseload/device.ts'
import { deviceCapability as cases } from '../../serve/cases/device.ts'
import { deviceCapability as deliveries } from '../../serve/deliveries/device.ts'
import { deviceCapability as forms } from '../../serve/forms/device.ts'
import { deviceCapability as households } from '../../serve/households/device.ts'
import { deviceCapability as record } from '../../serve/record/device.ts'
import { deviceCapability as referrals } from '../../serve/referrals/device.ts'
import { deviceCapability as services } from '../../serve/services/device.ts'
import { deviceCapability as worklist } from '../../serve/worklist/device.ts'
export const deviceCapabilities: readonly DeviceComposable[] = [
  consent,
  interpreters,
  caseload,
  cases,
  deliveries,
  forms,
  households,
  record,
  referrals,
  services,
  worklist,
]
