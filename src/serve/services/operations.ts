// Operations of the service portfolio: what is offered, by whom, in which languages and with what capacity.
import * as z from 'zod/mini'
import { OrganisationClass } from '../../kernel/actor.ts'
import { command, query } from '../../kernel/command.ts'
import { documentList } from '../../kernel/list.ts'
import { Location } from '../../kernel/location.ts'
import { Paged, paged } from '../../kernel/paging.ts'
import { codeUnknown } from '../../kernel/problems.ts'
import { Code, Id, Instant, SingleLine, Text } from '../../kernel/words.ts'
import { centreUnknown } from '../../identity/organisations/problems.ts'
import {
  serviceChangedMeanwhile,
  serviceLocationHidden,
  serviceNameTaken,
  serviceUnknown,
} from './problems.ts'
import { SORTS } from './rules.ts'

export { hidesLocation } from './rules.ts'

const capacity = z.nullable(z.int().check(z.minimum(0), z.maximum(100_000)))

export const Service = z.object({
  id: Id,
  organisation: z.object({ id: Id, name: z.string(), class: OrganisationClass }),
  kind: Code,
  name: z.string(),
  about: z.nullable(z.string()),
  languages: z.array(Code),
  capacity,
  open: z.boolean(),
  /** When its organisation last confirmed it. */
  assuredAt: Instant,
  version: z.int(),
  /** Days and hours in which people are received. */
  hours: z.optional(z.nullable(z.string())),
  telephone: z.optional(z.nullable(z.string())),
  /** What people must bring or fulfil. */
  requirements: z.optional(z.nullable(z.string())),
  /** Where it is given; null where that is not one centre. */
  centre: z.optional(
    z.nullable(
      z.object({ id: Id, name: z.string(), place: z.nullable(z.string()), address: z.nullable(z.string()) }),
    ),
  ),
  /** The point to go to; never of a kind whose place is protected. */
  location: z.optional(z.nullable(Location)),
})
export type Service = z.infer<typeof Service>

/** Every service of an organisation that has not closed, closed services included. */
export const serviceList = documentList('services', Service)

export const offerService = command({
  name: 'service.offer',
  exposure: 'staff',
  summary: 'An organisation adds a service to the portfolio.',
  input: z.strictObject({
    id: Id,
    kind: Code,
    name: SingleLine(),
    about: z.optional(Text(2000)),
    centre: z.optional(Id),
    languages: z.optional(z.array(Code).check(z.maxLength(30))),
    /** Number of referrals it can have open at once; left out when the organisation does not limit them. */
    capacity: z.optional(capacity),
    hours: z.optional(SingleLine(200)),
    telephone: z.optional(SingleLine(60)),
    requirements: z.optional(Text(1000)),
    location: z.optional(z.nullable(Location)),
  }),
  output: z.object({ version: z.int() }),
  facts: ['service.offered'],
  problems: [serviceNameTaken, serviceLocationHidden, codeUnknown, centreUnknown],
  refreshes: ['service'],
})

export const changeService = command({
  name: 'service.change',
  exposure: 'staff',
  summary: 'What is said of a service is corrected, or confirmed as still true.',
  offline: true,
  input: z.strictObject({
    id: Id,
    /** The version that the edit was made on; what others changed since is not overwritten. */
    base: z.int().check(z.minimum(1)),
    name: z.optional(SingleLine()),
    about: z.optional(z.nullable(Text(2000))),
    languages: z.optional(z.array(Code).check(z.maxLength(30))),
    capacity: z.optional(capacity),
    open: z.optional(z.boolean()),
    hours: z.optional(z.nullable(SingleLine(200))),
    telephone: z.optional(z.nullable(SingleLine(60))),
    requirements: z.optional(z.nullable(Text(1000))),
    location: z.optional(z.nullable(Location)),
  }),
  output: z.object({ version: z.int() }),
  facts: ['service.changed', 'service.confirmed', 'service.withdrawn', 'service.resumed'],
  problems: [serviceUnknown, serviceChangedMeanwhile, serviceNameTaken, serviceLocationHidden, codeUnknown],
  refreshes: ['service'],
})

export const listServices = query({
  name: 'service.list',
  summary: 'The services of the network, those of one kind or organisation, or those that a text finds.',
  exposure: 'open',
  input: z.strictObject({
    kind: z.optional(Code),
    organisation: z.optional(Id),
    text: z.optional(SingleLine(100)),
    includeClosed: z.optional(z.boolean()),
    id: z.optional(Id),
    open: z.optional(z.boolean()),
    language: z.optional(Code),
    /** Not confirmed since. */
    assuredBefore: z.optional(Instant),
    ...paged(SORTS),
  }),
  output: z.object({ services: z.array(Service), ...Paged }),
})

/** Most services in one answer; of more, the first by name. */
export const MOST_FOUND = 500

/** What finds more than an answer to `{}` holds: nothing when that was whole, or no text narrows it. */
export function furtherSearch(answered: readonly unknown[], text: string): { text: string } | null {
  const wanted = text.trim().slice(0, 100).trim()
  return answered.length < MOST_FOUND || wanted === '' ? null : { text: wanted }
}
