// The schema of classes of organisation, apart from the permissions that name them.
import * as z from 'zod/mini'

/** The last two are behind the firewall and hold no permission: `kernel/firewall.ts`. */
export const OrganisationClass = z.enum([
  'public',
  'cso',
  'company',
  'international',
  'funder',
  'verifier',
  'enforcement',
  'consular',
])
export type OrganisationClass = z.infer<typeof OrganisationClass>
