// Every capability's screens, by name: a line here is what puts a capability into the web application.
import * as outcomes from '../fund/outcomes/screens/routes.tsx'
import * as settlement from '../fund/settlement/screens/routes.tsx'
import * as verification from '../fund/verification/screens/routes.tsx'
import type { Piece, Route } from '../kit/route.tsx'
import * as access from '../identity/access/screens/routes.tsx'
import * as confidential from '../protect/confidential/screens/routes.tsx'
import * as consent from '../protect/consent/screens/routes.tsx'
import * as devices from '../identity/devices/screens/routes.tsx'
import * as disclosure from '../protect/disclosure/screens/routes.tsx'
import * as firewall from '../protect/firewall/screens/routes.tsx'
import * as own from '../protect/own/screens/routes.tsx'
import * as retention from '../protect/retention/screens/routes.tsx'
import * as roles from '../identity/roles/screens/routes.tsx'
import * as keys from '../identity/keys/screens/routes.tsx'
import * as signOn from '../identity/sign-on/screens/routes.tsx'
import * as cases from '../serve/cases/screens/routes.tsx'
import * as deliveries from '../serve/deliveries/screens/routes.tsx'
import * as forms from '../serve/forms/screens/routes.tsx'
import * as people from '../serve/people/screens/routes.tsx'
import * as imports from '../serve/imports/screens/routes.tsx'
import * as referrals from '../serve/referrals/screens/routes.tsx'
import * as services from '../serve/services/screens/routes.tsx'
import * as reports from '../understand/reports/screens/routes.tsx'

const home: Route = {
  path: '/',
  title: 'kit.home',
  load: () => import('./Home.tsx'),
  nav: { section: 'serve', icon: 'home', order: 0 },
  field: true,
}

export const routes: readonly Route[] = [
  home,
  ...access.routes,
  ...roles.routes,
  ...consent.routes,
  ...devices.routes,
  ...disclosure.routes,
  ...confidential.routes,
  ...signOn.routes,
  ...keys.routes,
  ...firewall.routes,
  ...retention.routes,
  ...own.routes,
  ...people.routes,
  ...cases.routes,
  ...forms.routes,
  ...referrals.routes,
  ...deliveries.routes,
  ...services.routes,
  ...imports.routes,
  ...outcomes.routes,
  ...verification.routes,
  ...settlement.routes,
  ...reports.routes,
]

export const pieces: readonly Piece[] = [
  ...access.pieces,
  ...people.pieces,
  ...cases.pieces,
  ...forms.pieces,
  ...referrals.pieces,
  ...deliveries.pieces,
  ...consent.pieces,
  ...disclosure.pieces,
  ...devices.pieces,
  ...confidential.pieces,
  ...retention.pieces,
  ...own.pieces,
  ...outcomes.pieces,
  ...verification.pieces,
  ...settlement.pieces,
]
