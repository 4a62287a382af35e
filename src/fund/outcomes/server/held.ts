// The results of a person, in their own view of their data; evidence files are listed with attachments.
import type { Holding } from '../../../platform/holding.ts'
import { getRelease } from '../../../platform/packs/packs.ts'
import { achievements } from '../sql.ts'

export const held: readonly Holding[] = [
  {
    title: 'own.section.outcomes',
    tables: ['claim', 'claim_evidence'],
    async entries(ctx, person) {
      const rows = await achievements(ctx.tx, person)
      return await Promise.all(
        rows.map(async (row) => {
          const { pack } =
            row.pack_release === ctx.pack.id ? ctx.pack : await getRelease(ctx.tx, row.pack_release)
          const outcome = pack.outcomes.find(({ code }) => code === row.outcome)
          return {
            // A result whose definition is in no release counts as protected.
            touches:
              outcome && outcome.domain === undefined
                ? []
                : [{ code: outcome?.domain ?? '', of: 'needDomains' as const }],
            names: [row.organisation, row.verifier],
            lines: [
              { label: 'own.label.outcome', value: outcome ? { words: outcome.label } : null },
              { label: 'own.label.noted', value: { on: row.started_on } },
              { label: 'own.label.standing', value: { say: `outcome.state.${row.state}` } },
            ],
          }
        }),
      )
    },
  },
]
