// Notifies receivers of what they must stop using, and records that they confirmed it.
import { answer, listen, on, type Capability, type CommandContext } from '../../platform/capability.ts'
import type { Holding } from '../../platform/holding.ts'
import { recordsNow } from '../../platform/same-person.ts'
import { personErased, takesIn } from '../retention/facts.ts'
import { facts } from './facts.ts'
import { tellRecipient, acknowledgeNotice, listNotices } from './operations.ts'
import * as policy from './policy.ts'
import { noticeAcknowledged, noticeUnknown } from './problems.ts'
import * as sql from './sql.ts'

function record<Name extends 'consent.told' | 'consent.acknowledged'>(
  ctx: CommandContext<NoInfer<Name>>,
  kind: Name,
  of: { person: string; id: string; purpose: string; organisation: string; told_by: string },
): void {
  const owner = ctx.actor.organisation
  const both = [of.organisation, of.told_by]
  ctx.record(kind, {
    person: of.person,
    organisation: owner,
    sharedWith: [...new Set(both)].filter((one) => one !== owner),
    data: { notice: of.id, purpose: of.purpose, recipient: of.organisation },
  })
}

const notifying = on(tellRecipient, {
  may: policy.bySystem,
  async run(ctx, { person, to, purpose, fieldGroups, because, called }) {
    await ctx.asSystem(async () => {
      const keeper = await sql.findKeeper(ctx.tx, person)
      const notice = {
        person,
        id: ctx.newId(),
        organisation: to,
        shared_with: keeper === undefined || keeper === to ? [] : [keeper],
        told_by: keeper ?? ctx.actor.organisation,
        purpose,
        field_groups: fieldGroups,
        because,
        called: called === undefined ? await sql.calledName(ctx.tx, person) : called,
        told_at: ctx.occurredAt,
      }
      await sql.insert(ctx.tx, notice)
      record(ctx, 'consent.told', notice)
    })
    return {}
  },
})

const acknowledging = on(acknowledgeNotice, {
  may: policy.acknowledge,
  async run(ctx, key) {
    const notice = await sql.lock(ctx.tx, key, ctx.actor.organisation)
    if (!notice) throw noticeUnknown()
    if (notice.acknowledged_at) throw noticeAcknowledged({ at: notice.acknowledged_at })
    await sql.acknowledge(ctx.tx, key, { at: ctx.occurredAt, user: ctx.actor.user })
    record(ctx, 'consent.acknowledged', notice)
    return {}
  },
})

const listing = answer(listNotices, {
  may: policy.acknowledge,
  async run(ctx, { person }) {
    const { organisation } = ctx.actor
    const people = person === undefined ? undefined : await recordsNow(ctx.tx, person)
    const rows = await sql.list(ctx.tx, organisation, people)
    const about = [...new Set(rows.map((row) => row.person))]
    ctx.disclose(about.map((one) => ({ person: one, fields: ['consent'], purpose: 'consent' })))
    return {
      notices: rows.map((row) => {
        const isReceiver = row.organisation === organisation
        return {
          person: row.person,
          id: row.id,
          side: isReceiver ? ('told' as const) : ('teller' as const),
          called: isReceiver ? row.called : null,
          organisation: isReceiver ? row.teller_name : row.organisation_name,
          purpose: row.purpose,
          fieldGroups: [...row.field_groups],
          because: row.because,
          toldAt: row.told_at,
          acknowledgedAt: row.acknowledged_at,
        }
      }),
    }
  },
})

/** Who was notified to stop using what a person no longer allows, as the person reads it. */
const held: readonly Holding[] = [
  {
    title: 'own.section.notices',
    tables: ['consent_notice'],
    async entries(ctx, person) {
      return (await sql.list(ctx.tx, ctx.actor.organisation, [person])).map((row) => ({
        names: [row.organisation],
        lines: [
          { label: 'own.label.organisation', value: row.organisation_name },
          {
            label: 'own.label.parts',
            value: row.field_groups.map((code) => ({ code, of: 'fieldGroups' as const })),
          },
          { label: 'own.label.told', value: { at: row.told_at } },
          { label: 'own.label.confirmed', value: row.acknowledged_at && { at: row.acknowledged_at } },
        ],
      }))
    },
  },
]

export const capability: Capability = {
  name: 'notices',
  facts,
  handlers: [notifying, acknowledging, listing],
  holds: held,
  listeners: [
    listen(personErased, async (ctx, erased) => {
      if (takesIn(erased, 'personal')) await ctx.asSystem(() => sql.erase(ctx.tx, erased))
    }),
  ],
}
