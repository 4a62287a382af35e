// Written by `npm run manifest` from the folders of the capabilities: how each shows its work and its figures on the home screen.
import type { WorkScreens } from '../../kit/work.ts'
import { work as devices } from '../../identity/devices/screens/work.ts'
import { work as keys } from '../../identity/keys/screens/work.ts'
import { work as organisations } from '../../identity/organisations/screens/work.ts'
import { work as users } from '../../identity/users/screens/work.ts'
import { work as consent } from '../../protect/consent/screens/work.ts'
import { work as disclosure } from '../../protect/disclosure/screens/work.ts'
import { work as firewall } from '../../protect/firewall/screens/work.ts'
import { work as organisationMoves } from '../../protect/organisation-moves/screens/work.ts'
import { work as overrides } from '../../protect/overrides/screens/work.ts'
import { work as own } from '../../protect/own/screens/work.ts'
import { work as recordings } from '../../protect/recordings/screens/work.ts'
import { work as retention } from '../../protect/retention/screens/work.ts'
import { work as caseload } from '../../serve/caseload/screens/work.ts'
import { work as cases } from '../../serve/cases/screens/work.ts'
import { work as deliveries } from '../../serve/deliveries/screens/work.ts'
import { work as imports } from '../../serve/imports/screens/work.ts'
import { work as record } from '../../serve/record/screens/work.ts'
import { work as referrals } from '../../serve/referrals/screens/work.ts'
import { work as services } from '../../serve/services/screens/work.ts'
import { work as reports } from '../../understand/reports/screens/work.ts'
import { work as outcomes } from '../../fund/outcomes/screens/work.ts'
import { work as settlement } from '../../fund/settlement/screens/work.ts'
import { work as verification } from '../../fund/verification/screens/work.ts'
export const work: readonly WorkScreens[] = [
  devices,
  keys,
  organisations,
  users,
  consent,
  disclosure,
  firewall,
  organisationMoves,
  overrides,
  own,
  recordings,
  retention,
  caseload,
  cases,
  deliveries,
  imports,
  record,
  referrals,
  services,
  reports,
  outcomes,
  settlement,
  verification,
]
