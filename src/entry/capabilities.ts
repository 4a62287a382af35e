// Every capability of the house, in the order of its wings; with the screens' and the worker's entries, the only list of them.
import { outcomes } from '../fund/outcomes/server/capability.ts'
import { settlement } from '../fund/settlement/server.ts'
import { verification } from '../fund/verification/server.ts'
import { attachments } from '../platform/attachments.ts'
import type { Capability } from '../platform/capability.ts'
import { erasing } from '../platform/erasing.ts'
import type { Holding } from '../platform/holding.ts'
import { packs } from '../platform/pack-query.ts'
import { access } from '../identity/access/server/capability.ts'
import { confidential } from '../protect/confidential/server/capability.ts'
import { consent } from '../protect/consent/server/capability.ts'
import { devices } from '../identity/devices/server.ts'
import { disclosure } from '../protect/disclosure/server/capability.ts'
import { firewall } from '../protect/firewall/server/capability.ts'
import { keys } from '../identity/keys/server.ts'
import { own } from '../protect/own/server/capability.ts'
import { retention } from '../protect/retention/server/capability.ts'
import { signOn } from '../identity/sign-on/server/capability.ts'
import { roles } from '../identity/roles/server.ts'
import { cases } from '../serve/cases/server/capability.ts'
import { deliveries } from '../serve/deliveries/server/capability.ts'
import { forms } from '../serve/forms/server/capability.ts'
import { imports } from '../serve/imports/server/capability.ts'
import { people } from '../serve/people/server/capability.ts'
import { referrals } from '../serve/referrals/server/capability.ts'
import { services } from '../serve/services/server.ts'
import { reports } from '../understand/reports/server.ts'

/** Where things lie outside the database, as far as a capability reads or removes them. */
type Places = { imports?: string | undefined }

const serving = (places: Places): readonly Capability[] => [
  packs,
  access,
  roles,
  consent,
  confidential,
  devices,
  disclosure,
  keys(() => capabilities.flatMap(({ handlers }) => handlers)),
  signOn,
  firewall,
  retention(() => capabilities.flatMap(({ facts }) => facts ?? [])),
  own(() => holdings()),
  people,
  imports(places.imports),
  forms,
  cases,
  services,
  referrals,
  deliveries,
]

export function capabilitiesAt(places: Places): readonly Capability[] {
  const served = serving(places)
  return [
    attachments,
    erasing,
    ...served,
    outcomes(served.flatMap((capability) => capability.facts ?? [])),
    verification,
    settlement,
    reports,
  ]
}

/** What they promise, for whoever runs none of it. */
export const capabilities = capabilitiesAt({})

/** As a person reads them: who they are first, what was done and what came of it, the house's own duties last. */
const READ = ['people', 'cases', 'forms', 'referrals', 'deliveries', 'outcomes']

/** What the whole house holds of a person, as its capabilities declare it. */
export function holdings(): readonly Holding[] {
  const rank = ({ name }: Capability) => (READ.includes(name) ? READ.indexOf(name) : READ.length)
  return capabilities.toSorted((a, b) => rank(a) - rank(b)).flatMap(({ holds }) => holds ?? [])
}
