// Every capability of the house, in the order of its wings; with the screens' and the worker's entries, the only list of them.
import type { Capability } from '../platform/capability.ts'
import { access } from '../protect/access/server.ts'
import { consent } from '../protect/consent/server.ts'
import { cases } from '../serve/cases/server.ts'
import { deliveries } from '../serve/deliveries/server.ts'
import { forms } from '../serve/forms/server.ts'
import { people } from '../serve/people/server.ts'
import { referrals } from '../serve/referrals/server.ts'
import { services } from '../serve/services/server.ts'

export const capabilities: readonly Capability[] = [access, consent, people, forms, cases, services, referrals, deliveries]
