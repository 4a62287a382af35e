// Who was notified to stop using what a person no longer allows, as the person reads it; their decisions are
// a page of their own.
import type { Holding } from '../../../platform/holding.ts'
import { list as noticesOf } from '../sql/notices.ts'

export const held: readonly Holding[] = [
  {
    title: 'own.section.notices',
    tables: ['consent_notice'],
    async entries(ctx, person) {
      return (await noticesOf(ctx.tx, ctx.actor.organisation, person)).map((row) => ({
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
