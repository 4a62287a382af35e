// Written by `npm run manifest` from the folders of the capabilities: what each adds to the demonstration, by its name.
import type { Contribution } from '../../platform/demonstration/contribution.ts'
import { demonstration as confidential } from '../../protect/confidential/demonstration.ts'
import { demonstration as consent } from '../../protect/consent/demonstration.ts'
import { demonstration as interpreters } from '../../protect/interpreters/demonstration.ts'
import { demonstration as overrides } from '../../protect/overrides/demonstration.ts'
import { demonstration as caseload } from '../../serve/caseload/demonstration.ts'
import { demonstration as cases } from '../../serve/cases/demonstration/contribution.ts'
import { demonstration as deliveries } from '../../serve/deliveries/demonstration.ts'
import { demonstration as forms } from '../../serve/forms/demonstration/contribution.ts'
import { demonstration as links } from '../../serve/links/demonstration.ts'
import { demonstration as merges } from '../../serve/merges/demonstration.ts'
import { demonstration as record } from '../../serve/record/demonstration/contribution.ts'
import { demonstration as referrals } from '../../serve/referrals/demonstration/contribution.ts'
import { demonstration as services } from '../../serve/services/demonstration.ts'
import { demonstration as outcomes } from '../../fund/outcomes/demonstration.ts'
import { demonstration as settlement } from '../../fund/settlement/demonstration.ts'
import { demonstration as verification } from '../../fund/verification/demonstration.ts'
export const contributions: Readonly<Record<string, Contribution>> = {
  confidential,
  consent,
  interpreters,
  overrides,
  caseload,
  cases,
  deliveries,
  forms,
  links,
  merges,
  record,
  referrals,
  services,
  outcomes,
  settlement,
  verification,
}
