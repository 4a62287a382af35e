// The organisations of the network and their centres: who takes them in, how they are described, and who sees them.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { BEHIND_FIREWALL } from '../../kernel/firewall.ts'
import { Paged, paged } from '../../kernel/paging.ts'
import { Id, SingleLine, Locale, Text } from '../../kernel/words.ts'
import {
  centreNameTaken,
  organisationNameTaken,
  organisationNotLead,
  organisationTimeZoneUnknown,
  organisationUnknown,
} from './problems.ts'
import { RegisteredClass, rolesFor } from './rules/classes.ts'

export { RegisteredClass, rolesFor }

export const SecondFactor = z.enum(['required', 'optional'])
const TimeZone = z.string().check(z.regex(/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+){0,2}$/u), z.maxLength(64))
const Done = z.object({ id: Id })

const OrganisationDetails = {
  name: SingleLine(160),
  /** How other organisations of the network reach it: a name, an address, a telephone. */
  contact: z.optional(Text(500)),
  timeZone: TimeZone,
  locale: Locale,
  secondFactor: SecondFactor,
}

export const registerOrganisation = command({
  name: 'organisation.register',
  exposure: 'staff',
  summary: 'The lead organisation takes another one into the network.',
  input: z.strictObject({ id: Id, class: RegisteredClass, ...OrganisationDetails }),
  /**
   * For an organisation behind the firewall the id differs from the one sent: it carries the mark of
   * organisations behind the firewall.
   */
  output: Done,
  facts: ['organisation.registered'],
  problems: [organisationNotLead, organisationNameTaken, organisationTimeZoneUnknown],
})

/** How an organisation is written on its invoices. Left out: as it was; null: taken out. */
const InvoiceDetails = {
  taxNumber: z.optional(z.nullable(SingleLine(40))),
  address: z.optional(z.nullable(SingleLine(300))),
  bankAccount: z.optional(z.nullable(SingleLine(120))),
}

export const changeOrganisation = command({
  name: 'organisation.change',
  exposure: 'staff',
  summary: 'An administrator corrects how their organisation is described and what sign-in it asks for.',
  input: z.strictObject({ ...OrganisationDetails, ...InvoiceDetails }),
  output: Done,
  facts: ['organisation.changed'],
  problems: [organisationNameTaken, organisationTimeZoneUnknown],
})

export const closeMoved = command({
  name: 'organisation.close_moved',
  exposure: 'staff',
  summary:
    'Closes an organisation for good with its accounts, sessions and invitations, and registers it anew behind the firewall.',
  input: z.strictObject({ organisation: Id, class: z.enum(BEHIND_FIREWALL) }),
  /** The organisation's new id. */
  output: z.object({ organisation: Id }),
  facts: ['organisation.closed'],
  problems: [organisationUnknown, organisationNameTaken],
})

export const openCentre = command({
  name: 'centre.open',
  exposure: 'staff',
  summary: 'An organisation opens a centre where people are received.',
  input: z.strictObject({
    id: Id,
    name: SingleLine(160),
    /** Official place code of the active pack, such as co_44001. */
    place: z.optional(z.string().check(z.regex(/^[a-z0-9_]{2,40}$/u))),
    address: z.optional(SingleLine(300)),
  }),
  output: Done,
  facts: ['centre.opened'],
  problems: [centreNameTaken],
})

export const listOrganisations = query({
  name: 'organisation.list',
  exposure: 'open',
  summary: 'The directory of the network: names and classes, nothing more.',
  input: z.strictObject({}),
  output: z.array(z.object({ id: Id, name: z.string(), class: RegisteredClass, lead: z.boolean() })),
})

export const Listed = z.object({ id: Id, name: z.string(), class: RegisteredClass, lead: z.boolean() })
export type Listed = z.infer<typeof Listed>

export const browseOrganisations = query({
  name: 'organisation.browse',
  exposure: 'open',
  summary: 'The directory of the network in pages: those of a class, or that all words of a search find.',
  input: z.strictObject({ class: z.optional(RegisteredClass), ...paged(['name', 'class']) }),
  output: z.object({ organisations: z.array(Listed), ...Paged }),
})

export const showOrganisation = query({
  name: 'organisation.show',
  exposure: 'staff',
  summary: 'Who an organisation of the network is, how it is reached, and its centres.',
  input: z.strictObject({ organisation: Id }),
  output: z.object({
    ...Listed.shape,
    contact: z.nullable(z.string()),
    timeZone: z.string(),
    closedAt: z.nullable(z.string()),
    centres: z.array(
      z.object({ id: Id, name: z.string(), place: z.nullable(z.string()), address: z.nullable(z.string()) }),
    ),
  }),
  problems: [organisationUnknown],
})

export const getOrganisation = query({
  name: 'organisation.get',
  exposure: 'staff',
  summary: 'How the own organisation is described.',
  input: z.strictObject({}),
  output: z.object({
    id: Id,
    class: RegisteredClass,
    name: z.string(),
    contact: z.optional(z.string()),
    taxNumber: z.optional(z.string()),
    address: z.optional(z.string()),
    bankAccount: z.optional(z.string()),
    timeZone: z.string(),
    locale: z.string(),
    secondFactor: SecondFactor,
    lead: z.boolean(),
  }),
  problems: [organisationUnknown],
})

export const listCentres = query({
  name: 'centre.list',
  exposure: 'open',
  summary: 'The centres of an organisation; the own one unless another is named.',
  input: z.strictObject({ organisation: z.optional(Id) }),
  output: z.array(
    z.object({
      id: Id,
      organisation: Id,
      name: z.string(),
      place: z.optional(z.string()),
      address: z.optional(z.string()),
    }),
  ),
})
