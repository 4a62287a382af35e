// Written by `npm run manifest` from the folders of the capabilities: what waits for users, and the figures beside it.
import type { Worklist } from '../../platform/worklist.ts'
import { worklist as devices } from '../../identity/devices/worklist.ts'
import { worklist as keys } from '../../identity/keys/worklist.ts'
import { worklist as organisations } from '../../identity/organisations/worklist.ts'
import { worklist as users } from '../../identity/users/worklist.ts'
import { worklist as consent } from '../../protect/consent/worklist.ts'
import { worklist as disclosure } from '../../protect/disclosure/worklist.ts'
import { worklist as firewall } from '../../protect/firewall/worklist.ts'
import { worklist as notices } from '../../protect/notices/worklist.ts'
import { worklist as organisationMoves } from '../../protect/organisation-moves/worklist.ts'
import { worklist as overrides } from '../../protect/overrides/worklist.ts'
import { worklist as own } from '../../protect/own/worklist.ts'
import { worklist as recordings } from '../../protect/recordings/worklist.ts'
import { worklist as retention } from '../../protect/retention/worklist.ts'
import { worklist as caseload } from '../../serve/caseload/worklist.ts'
import { worklist as cases } from '../../serve/cases/worklist.ts'
import { worklist as childChecks } from '../../serve/child-checks/worklist.ts'
import { worklist as deliveries } from '../../serve/deliveries/worklist.ts'
import { worklist as imports } from '../../serve/imports/worklist.ts'
import { worklist as links } from '../../serve/links/worklist.ts'
import { worklist as record } from '../../serve/record/worklist.ts'
import { worklist as referrals } from '../../serve/referrals/worklist.ts'
import { worklist as services } from '../../serve/services/worklist.ts'
import { worklist as reports } from '../../understand/reports/worklist.ts'
import { worklist as outcomes } from '../../fund/outcomes/worklist.ts'
import { worklist as settlement } from '../../fund/settlement/worklist.ts'
import { worklist as verification } from '../../fund/verification/worklist.ts'
export const worklists: readonly Worklist[] = [
  devices,
  keys,
  organisations,
  users,
  consent,
  disclosure,
  firewall,
  notices,
  organisationMoves,
  overrides,
  own,
  recordings,
  retention,
  caseload,
  cases,
  childChecks,
  deliveries,
  imports,
  links,
  record,
  referrals,
  services,
  reports,
  outcomes,
  settlement,
  verification,
]
