// Written by `npm run manifest` from the folders of the capabilities: the screens of each, and what it lends to those of others.
import type { Screens } from '../../kit/route.tsx'
import * as devices from '../../identity/devices/screens/routes.tsx'
import * as keys from '../../identity/keys/screens/routes.tsx'
import * as organisations from '../../identity/organisations/screens/routes.tsx'
import * as principals from '../../identity/principals/screens/routes.tsx'
import * as roles from '../../identity/roles/screens/routes.tsx'
import * as sessions from '../../identity/sessions/screens/routes.tsx'
import * as signOn from '../../identity/sign-on/screens/routes.tsx'
import * as users from '../../identity/users/screens/routes.tsx'
import * as confidential from '../../protect/confidential/screens/routes.tsx'
import * as consent from '../../protect/consent/screens/routes.tsx'
import * as disclosure from '../../protect/disclosure/screens/routes.tsx'
import * as firewall from '../../protect/firewall/screens/routes.tsx'
import * as notices from '../../protect/notices/screens/routes.tsx'
import * as organisationMoves from '../../protect/organisation-moves/screens/routes.tsx'
import * as overrides from '../../protect/overrides/screens/routes.tsx'
import * as own from '../../protect/own/screens/routes.tsx'
import * as retention from '../../protect/retention/screens/routes.tsx'
import * as cases from '../../serve/cases/screens/routes.tsx'
import * as deliveries from '../../serve/deliveries/screens/routes.tsx'
import * as duplicates from '../../serve/duplicates/screens/routes.tsx'
import * as forms from '../../serve/forms/screens/routes.tsx'
import * as households from '../../serve/households/screens/routes.tsx'
import * as imports from '../../serve/imports/screens/routes.tsx'
import * as record from '../../serve/record/screens/routes.tsx'
import * as referrals from '../../serve/referrals/screens/routes.tsx'
import * as services from '../../serve/services/screens/routes.tsx'
import * as timeline from '../../serve/timeline/screens/routes.tsx'
import * as reports from '../../understand/reports/screens/routes.tsx'
import * as outcomes from '../../fund/outcomes/screens/routes.tsx'
import * as settlement from '../../fund/settlement/screens/routes.tsx'
import * as verification from '../../fund/verification/screens/routes.tsx'
export const screens: readonly Screens[] = [
  devices,
  keys,
  organisations,
  principals,
  roles,
  sessions,
  signOn,
  users,
  confidential,
  consent,
  disclosure,
  firewall,
  notices,
  organisationMoves,
  overrides,
  own,
  retention,
  cases,
  deliveries,
  duplicates,
  forms,
  households,
  imports,
  record,
  referrals,
  services,
  timeline,
  reports,
  outcomes,
  settlement,
  verification,
]
