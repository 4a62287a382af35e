// The codes that were handed out for a person: one that was made without their knowledge shows here.
import type { Holding } from '../../../platform/holding.ts'
import { codes } from '../sql.ts'

export const held: readonly Holding[] = [
  {
    title: 'own.section.codes',
    tables: ['own_code', 'own_session'],
    async entries(ctx, person) {
      return (await codes(ctx.tx, ctx.actor.organisation, [person])).map((row) => ({
        lines: [
          { label: 'own.label.made', value: { at: row.made_at } },
          { label: 'own.label.made_by', value: row.made_by_name },
          { label: 'own.label.checked', value: { say: `own_code.checked.${row.checked}` } },
          { label: 'own.label.used', value: row.used_at && { at: row.used_at } },
        ],
      }))
    },
  },
]
