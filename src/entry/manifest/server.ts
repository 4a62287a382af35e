// Written by `npm run manifest` from the folders of the capabilities: what each adds to the server.
import { capability as devices } from '../../identity/devices/server/capability.ts'
import { capability as keys } from '../../identity/keys/server/capability.ts'
import { capability as organisations } from '../../identity/organisations/server/capability.ts'
import { capability as principals } from '../../identity/principals/server/capability.ts'
import { capability as roles } from '../../identity/roles/server.ts'
import { capability as sessions } from '../../identity/sessions/server/capability.ts'
import { capability as signOn } from '../../identity/sign-on/server/capability.ts'
import { capability as users } from '../../identity/users/server/capability.ts'
import { capability as views } from '../../identity/views/server.ts'
import { capability as confidential } from '../../protect/confidential/server/capability.ts'
import { capability as consent } from '../../protect/consent/server/capability.ts'
import { capability as disclosure } from '../../protect/disclosure/server/capability.ts'
import { capability as firewall } from '../../protect/firewall/server/capability.ts'
import { capability as interpreters } from '../../protect/interpreters/server.ts'
import { capability as notices } from '../../protect/notices/server.ts'
import { capability as organisationMoves } from '../../protect/organisation-moves/server.ts'
import { capability as overrides } from '../../protect/overrides/server.ts'
import { capability as own } from '../../protect/own/server/capability.ts'
import { capability as recordings } from '../../protect/recordings/server.ts'
import { capability as retention } from '../../protect/retention/server/capability.ts'
import { capability as caseload } from '../../serve/caseload/server/capability.ts'
import { capability as cases } from '../../serve/cases/server/capability.ts'
import { capability as childChecks } from '../../serve/child-checks/server.ts'
import { capability as deliveries } from '../../serve/deliveries/server.ts'
import { capability as elsewhere } from '../../serve/elsewhere/server/capability.ts'
import { capability as forms } from '../../serve/forms/server/capability.ts'
import { capability as households } from '../../serve/households/server.ts'
import { capability as imports } from '../../serve/imports/server/capability.ts'
import { capability as links } from '../../serve/links/server.ts'
import { capability as merges } from '../../serve/merges/server/capability.ts'
import { capability as record } from '../../serve/record/server/capability.ts'
import { capability as referrals } from '../../serve/referrals/server/capability.ts'
import { capability as services } from '../../serve/services/server.ts'
import { capability as timeline } from '../../serve/timeline/server.ts'
import { capability as worklist } from '../../serve/worklist/server.ts'
import { capability as reports } from '../../understand/reports/server.ts'
import { capability as outcomes } from '../../fund/outcomes/server/capability.ts'
import { capability as settlement } from '../../fund/settlement/server/capability.ts'
import { capability as verification } from '../../fund/verification/server/capability.ts'
import type { Composable } from '../../platform/composition.ts'
export const capabilities: readonly Composable[] = [
  devices,
  keys,
  organisations,
  principals,
  roles,
  sessions,
  signOn,
  users,
  views,
  confidential,
  consent,
  disclosure,
  firewall,
  interpreters,
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
  elsewhere,
  forms,
  households,
  imports,
  links,
  merges,
  record,
  referrals,
  services,
  timeline,
  worklist,
  reports,
  outcomes,
  settlement,
  verification,
]
