// Records that a person received a service, and closes the referral that led to it; lists what was received and given.
import { personUnknown } from '../../kernel/problems.ts'
import { answer, listen, on, type Capability } from '../../platform/capability.ts'
import type { Holding } from '../../platform/holding.ts'
import { latestFirst, together } from '../../kernel/same-person.ts'
import { personErased, takesIn } from '../../protect/retention/facts.ts'
import { requireBorn } from '../record/operations.ts'
import { closeReferral, serveReferral } from '../referrals/operations.ts'
import { referralUnknown } from '../referrals/problems.ts'
import { hidesLocation } from '../services/operations.ts'
import { listDeliveries, listGivenServices, recordDelivery } from './operations.ts'
import { serviceDelivered } from './facts.ts'
import * as policy from './policy.ts'
import { deliveryInFuture, serviceNotOffered } from './problems.ts'
import * as sql from './sql.ts'

/** For the person's own view: which service, where and when. */
const held: readonly Holding[] = [
  {
    title: 'own.section.deliveries',
    tables: ['delivery'],
    async entries(ctx, person) {
      return (await sql.ofPerson(ctx.tx, person)).map((row) => ({
        touches: [{ code: row.kind, of: 'serviceKinds' as const }],
        names: [row.organisation],
        lines: [
          { label: 'own.label.service', value: { code: row.kind, of: 'serviceKinds' as const } },
          { label: 'own.label.organisation', value: row.organisation_name },
          { label: 'own.label.on', value: { on: row.delivered_on } },
        ],
      }))
    },
  },
]

export const capability: Capability = {
  name: 'deliveries',
  facts: [serviceDelivered],
  holds: held,
  holdsOrder: 50,
  listeners: [
    listen(personErased, async (ctx, erased) => {
      if (takesIn(erased, 'sensitive')) await ctx.asSystem(() => sql.erase(ctx.tx, erased))
    }),
  ],
  constraints: { delivery_service_fkey: serviceNotOffered },
  handlers: [
    on(recordDelivery, {
      may: policy.record,
      async run(ctx, input) {
        if (input.deliveredOn > ctx.today) throw deliveryInFuture()
        if (!(await sql.seesPerson(ctx.tx, input.person))) throw personUnknown()
        requireBorn(await sql.bornOn(ctx.tx, input.person), input.deliveredOn)
        const service = await sql.findService(ctx.tx, input.service)
        if (service?.organisation !== ctx.actor.organisation) throw serviceNotOffered()
        const referral = input.referral
          ? await sql.findReferral(ctx.tx, input.person, input.referral)
          : undefined
        if (input.referral && !referral) throw referralUnknown()
        // The sender reads that the person was served, while it sees the record; the note stays with the
        // organisation that served.
        const sender = referral?.organisation
        const sharedWith =
          sender && (await ctx.asSystem(() => sql.isSeenBy(ctx.tx, input.person, sender))) ? [sender] : []
        await sql.insert(ctx.tx, {
          person: input.person,
          id: input.id,
          organisation: ctx.actor.organisation,
          shared_with: sharedWith,
          service: input.service,
          kind: service.kind,
          referral: input.referral ?? null,
          centre: ctx.actor.centre ?? null,
          delivered_on: input.deliveredOn,
          delivered_by: ctx.actor.user,
          note: input.note ?? null,
        })
        ctx.record('service.delivered', {
          person: input.person,
          occurredOn: input.deliveredOn,
          sharedWith,
          data: {
            delivery: input.id,
            service: input.service,
            kind: service.kind,
            referral: input.referral ?? null,
          },
        })
        if (!input.referral) return { referral: null }
        const key = { person: input.person, id: input.referral }
        // Several deliveries may come under one served referral.
        const { state } =
          referral?.state === 'served' ? { state: 'served' } : await ctx.run(serveReferral, key)
        if (input.closes === false) return { referral: state }
        const closed = await ctx.run(closeReferral, { ...key, feedback: input.feedback })
        return { referral: closed.state }
      },
    }),
    answer(listDeliveries, {
      may: policy.read,
      joining: {
        by: 'person',
        join: (parts, besides) => ({
          deliveries: together(
            [...parts, ...besides],
            ({ deliveries }) => deliveries,
            latestFirst(({ deliveredOn, id }) => `${deliveredOn}${id}`),
          ),
        }),
      },
      async run(ctx, { person }) {
        const rows = await sql.ofPerson(ctx.tx, person)
        if (rows.length > 0) ctx.disclose([{ person, fields: ['deliveries'], purpose: 'care' }])
        return {
          deliveries: rows.map((row) => ({
            id: row.id,
            person: row.person,
            service: { id: row.service, name: row.service_name, kind: row.kind },
            organisation: { id: row.organisation, name: row.organisation_name },
            referral: row.referral,
            deliveredOn: row.delivered_on,
            note: row.note,
          })),
        }
      },
    }),
    answer(listGivenServices, {
      may: policy.read,
      async run(ctx, { count, ...by }) {
        const sought = { ...by, organisation: ctx.actor.organisation }
        const { rows, ...next } = await sql.given(ctx.tx, sought)
        const persons = [...new Set(rows.map(({ person }) => person))]
        ctx.disclose(
          persons.map((person) => ({ person, fields: ['called', 'deliveries'], purpose: 'caseload' })),
        )
        return {
          given: rows.map((row) => ({
            id: row.id,
            person: row.person,
            personName: row.person_name,
            // A list says of nobody that they received a service of a protected matter.
            service: hidesLocation(ctx.pack.pack, row.kind)
              ? null
              : { id: row.service, name: row.service_name, kind: row.kind },
            deliveredOn: row.delivered_on,
          })),
          ...next,
          ...(count && { total: await sql.countGiven(ctx.tx, sought) }),
        }
      },
    }),
  ],
}
