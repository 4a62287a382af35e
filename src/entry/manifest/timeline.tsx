// Written by `npm run manifest` from the folders of the capabilities: how each shows its own kinds of fact on a timeline.
import type { TimelinePart } from '../../kit/timeline.tsx'
import * as consent from '../../protect/consent/screens/timeline.ts'
import * as firewall from '../../protect/firewall/screens/timeline.ts'
import * as interpreters from '../../protect/interpreters/screens/timeline.ts'
import * as notices from '../../protect/notices/screens/timeline.ts'
import * as overrides from '../../protect/overrides/screens/timeline.ts'
import * as own from '../../protect/own/screens/timeline.ts'
import * as retention from '../../protect/retention/screens/timeline.ts'
import * as cases from '../../serve/cases/screens/timeline.ts'
import * as deliveries from '../../serve/deliveries/screens/timeline.ts'
import * as forms from '../../serve/forms/screens/timeline.ts'
import * as households from '../../serve/households/screens/timeline.ts'
import * as merges from '../../serve/merges/screens/timeline.ts'
import * as record from '../../serve/record/screens/timeline.ts'
import * as referrals from '../../serve/referrals/screens/timeline.ts'
import * as outcomes from '../../fund/outcomes/screens/timeline.ts'
export const timelines: readonly TimelinePart[] = [
  consent,
  firewall,
  interpreters,
  notices,
  overrides,
  own,
  retention,
  cases,
  deliveries,
  forms,
  households,
  merges,
  record,
  referrals,
  outcomes,
]
