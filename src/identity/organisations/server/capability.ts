// Registers, describes and closes organisations, and opens their centres.
import { onlySystem } from '../../../kernel/actor.ts'
import type { ParsedOf } from '../../../kernel/command.ts'
import { isBehindFirewall, organisationIdFor } from '../../../kernel/firewall.ts'
import { answer, on, type Capability, type CommandContext } from '../../../platform/capability.ts'
import type { Composition } from '../../../platform/composition.ts'
import { listFile } from '../../../platform/files/list-file.ts'
import {
  registerOrganisation,
  changeOrganisation,
  closeMoved,
  openCentre,
  listOrganisations,
  browseOrganisations,
  showOrganisation,
  getOrganisation,
  listCentres,
} from '../operations.ts'
import { organisationFacts } from '../facts.ts'
import * as policy from '../policy.ts'
import {
  centreNameTaken,
  organisationNameTaken,
  organisationNotLead,
  organisationTimeZoneUnknown,
  organisationUnknown,
} from '../problems.ts'
import { findOrganisation, listOrganisations as listAll, type Organisation } from '../reads.ts'
import * as sql from '../sql.ts'

const changes = ({ closings }: Pick<Composition, 'closings'>): Capability['handlers'] => [
  on(registerOrganisation, {
    may: policy.administer,
    async run(ctx, input) {
      const own = await findOrganisation(ctx.tx, ctx.actor.organisation)
      if (!own?.lead) throw organisationNotLead()
      await requireTimeZone(ctx, input.timeZone)
      const id = organisationIdFor(input.class, input.id)
      await sql.insertOrganisation(ctx.tx, {
        ...described(input),
        id,
        class: input.class,
        lead: false,
      })
      ctx.record('organisation.registered', {
        subject: { organisation: id },
        data: { class: input.class },
        sharedWith: isBehindFirewall(input.class) ? [] : [id],
      })
      return { id }
    },
  }),
  on(changeOrganisation, {
    may: policy.administer,
    async run(ctx, input) {
      await requireTimeZone(ctx, input.timeZone)
      const before = await findOrganisation(ctx.tx, ctx.actor.organisation)
      await sql.updateOrganisation(ctx.tx, {
        ...described(input),
        ...onInvoices(input, before),
        id: ctx.actor.organisation,
      })
      ctx.record('organisation.changed', { subject: { organisation: ctx.actor.organisation }, data: {} })
      return { id: ctx.actor.organisation }
    },
  }),
  on(closeMoved, {
    may: onlySystem,
    async run(ctx, { organisation, class: to }) {
      const old = await findOrganisation(ctx.tx, organisation)
      if (!old || old.closed_at !== null || old.lead) throw organisationUnknown()
      const id = organisationIdFor(to, ctx.newId())
      await sql.closeOrganisation(ctx.tx, {
        id: old.id,
        name: `${old.name} (– ${ctx.today})`,
        movedTo: id,
        at: ctx.receivedAt,
      })
      await sql.insertOrganisation(ctx.tx, { ...old, id, class: to, lead: false })
      ctx.record('organisation.closed', { subject: { organisation }, data: {} })
      for (const close of closings()) await close(ctx, organisation)
      return { organisation: id }
    },
  }),
  on(openCentre, {
    may: policy.openCentre,
    async run({ tx, actor, record }, { id, name, place, address }) {
      await sql.insertCentre(tx, {
        id,
        organisation: actor.organisation,
        name,
        place: place ?? null,
        address: address ?? null,
      })
      record('centre.opened', { subject: { organisation: actor.organisation }, data: { centre: id } })
      return { id }
    },
  }),
]

type Details = ParsedOf<typeof changeOrganisation>
type Described = Omit<Details, 'taxNumber' | 'address' | 'bankAccount'>

/** What is left out stays as it was: programs from before do not know of it. */
const onInvoices = (input: Omit<Details, keyof Described>, before?: Organisation) => ({
  tax_number: input.taxNumber === undefined ? (before?.tax_number ?? null) : input.taxNumber,
  address: input.address === undefined ? (before?.address ?? null) : input.address,
  bank_account: input.bankAccount === undefined ? (before?.bank_account ?? null) : input.bankAccount,
})

const described = (input: Described) => ({
  name: input.name,
  contact: input.contact ?? null,
  time_zone: input.timeZone,
  locale: input.locale,
  second_factor: input.secondFactor,
})

async function requireTimeZone({ tx }: CommandContext, name: string): Promise<void> {
  if (!(await sql.isTimeZone(tx, name))) throw organisationTimeZoneUnknown()
}

const questions: Capability['handlers'] = [
  answer(listOrganisations, {
    may: policy.seeDirectory,
    run: ({ tx }) => listAll(tx),
  }),
  answer(browseOrganisations, {
    may: policy.seeDirectory,
    async run({ tx }, { count, ...by }) {
      const { rows, ...next } = await sql.browse(tx, by)
      return {
        organisations: rows.map(({ id, name, class: kind, lead }) => ({ id, name, class: kind, lead })),
        ...next,
        ...(count && { total: await sql.count(tx, by) }),
      }
    },
  }),
  answer(showOrganisation, {
    may: policy.seeDirectory,
    async run({ tx }, { organisation }) {
      const found = await findOrganisation(tx, organisation)
      if (!found) throw organisationUnknown()
      const centres = await sql.listCentres(tx, found.id)
      return {
        id: found.id,
        name: found.name,
        class: found.class,
        lead: found.lead,
        contact: found.contact,
        timeZone: found.time_zone,
        closedAt: found.closed_at,
        centres: centres.map(({ id, name, place, address }) => ({ id, name, place, address })),
      }
    },
  }),
  answer(getOrganisation, {
    may: policy.seeDirectory,
    async run({ tx, actor }) {
      const own = await findOrganisation(tx, actor.organisation)
      if (!own) throw organisationUnknown()
      return {
        id: own.id,
        class: own.class,
        name: own.name,
        ...(own.contact !== null && { contact: own.contact }),
        ...(own.tax_number !== null && { taxNumber: own.tax_number }),
        ...(own.address !== null && { address: own.address }),
        ...(own.bank_account !== null && { bankAccount: own.bank_account }),
        timeZone: own.time_zone,
        locale: own.locale,
        secondFactor: own.second_factor,
        lead: own.lead,
      }
    },
  }),
  answer(listCentres, {
    may: policy.seeDirectory,
    async run({ tx, actor }, { organisation }) {
      const centres = await sql.listCentres(tx, organisation ?? actor.organisation)
      return centres.map(({ place, address, ...centre }) => ({
        ...centre,
        ...(place !== null && { place }),
        ...(address !== null && { address }),
      }))
    },
  }),
]

const file = listFile(browseOrganisations, {
  title: 'organisation.network',
  rows: ({ organisations }) => organisations,
  columns: [
    { title: 'organisation.name', value: ({ name }) => name },
    { title: 'organisation.class', value: (one, { text }) => text(`organisation.class.${one.class}`) },
  ],
})

export const capability = (of: Composition): Capability => ({
  name: 'organisations',
  routes: [file],
  facts: organisationFacts,
  handlers: [...changes(of), ...questions],
  constraints: {
    organisation_name_unique: organisationNameTaken,
    centre_name_unique: centreNameTaken,
  },
})
