// Notifies receivers of what they must stop using, and records that they confirmed it.
import { answer, on, type CommandContext } from '../../../platform/capability.ts'
import { tellRecipient, acknowledgeNotice, listNotices } from '../operations.ts'
import * as policy from '../policy.ts'
import { noticeAcknowledged, noticeUnknown } from '../problems.ts'
import * as sql from '../sql/consents.ts'
import * as notices from '../sql/notices.ts'

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

export const notifying = on(tellRecipient, {
  may: policy.bySystem,
  async run(ctx, { person, to, purpose, fieldGroups, because, called }) {
    await ctx.asSystem(async () => {
      const keeper = (await sql.findPerson(ctx.tx, person))?.organisation
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
      await notices.insert(ctx.tx, notice)
      record(ctx, 'consent.told', notice)
    })
    return {}
  },
})

export const acknowledging = on(acknowledgeNotice, {
  may: policy.acknowledge,
  async run(ctx, key) {
    const notice = await notices.lock(ctx.tx, key, ctx.actor.organisation)
    if (!notice) throw noticeUnknown()
    if (notice.acknowledged_at) throw noticeAcknowledged({ at: notice.acknowledged_at })
    await notices.acknowledge(ctx.tx, key, { at: ctx.occurredAt, user: ctx.actor.user })
    record(ctx, 'consent.acknowledged', notice)
    return {}
  },
})

export const listing = answer(listNotices, {
  may: policy.acknowledge,
  async run(ctx, { person }) {
    const { organisation } = ctx.actor
    const rows = await notices.list(ctx.tx, organisation, person)
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
