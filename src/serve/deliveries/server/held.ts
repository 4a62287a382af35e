// What was given to somebody, as they read it themselves: which service, where and when.
import type { Holding } from '../../../platform/holding.ts'
import { ofPerson } from '../sql.ts'

export const held: readonly Holding[] = [
  {
    title: 'own.section.deliveries',
    tables: ['delivery'],
    async entries(ctx, person) {
      return (await ofPerson(ctx.tx, person)).map((row) => ({
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
