// Written by `npm run manifest` from the folders of the capabilities: how each shows its own kinds of fact on a timeline.
import type { AnyViews } from '../../kit/timeline.tsx'
import { timeline as consent } from '../../protect/consent/screens/timeline.ts'
import { timeline as firewall } from '../../protect/firewall/screens/timeline.ts'
import { timeline as interpreters } from '../../protect/interpreters/screens/timeline.ts'
import { timeline as notices } from '../../protect/notices/screens/timeline.ts'
import { timeline as overrides } from '../../protect/overrides/screens/timeline.ts'
import { timeline as own } from '../../protect/own/screens/timeline.ts'
import { timeline as retention } from '../../protect/retention/screens/timeline.ts'
import { timeline as cases } from '../../serve/cases/screens/timeline.ts'
import { timeline as deliveries } from '../../serve/deliveries/screens/timeline.ts'
import { timeline as forms } from '../../serve/forms/screens/timeline.ts'
import { timeline as households } from '../../serve/households/screens/timeline.ts'
import { timeline as merges } from '../../serve/merges/screens/timeline.ts'
import { timeline as record } from '../../serve/record/screens/timeline.ts'
import { timeline as referrals } from '../../serve/referrals/screens/timeline.ts'
import { timeline as outcomes } from '../../fund/outcomes/screens/timeline.ts'
export const timeline: AnyViews = {
  ...consent,
  ...firewall,
  ...interpreters,
  ...notices,
  ...overrides,
  ...own,
  ...retention,
  ...cases,
  ...deliveries,
  ...forms,
  ...households,
  ...merges,
  ...record,
  ...referrals,
  ...outcomes,
}
