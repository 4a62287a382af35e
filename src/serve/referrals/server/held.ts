// What referrals hold of a person, for the person's own view: who sent them, to whom and the result; the
// appointment is left out.
import type { Coded, Holding } from '../../../platform/holding.ts'
import { needCodes, ofPersons } from '../sql.ts'

export const held: readonly Holding[] = [
  {
    title: 'own.section.referrals',
    tables: ['referral', 'referral_words'],
    async entries(ctx, person) {
      const rows = await ofPersons(ctx.tx, [person], ctx.actor.organisation)
      const needs = await needCodes(ctx.tx, person)
      return rows.toReversed().map((row) => {
        const touches: Coded[] = [
          ...(row.service_kind === null ? [] : [{ code: row.service_kind, of: 'serviceKinds' as const }]),
          // A need that cannot be looked up is treated as sensitive.
          ...(row.need === null ? [] : [{ code: needs.get(row.need) ?? '', of: 'needs' as const }]),
        ]
        return {
          touches,
          names: [row.sender, row.receiver],
          lines: [
            { label: 'own.label.from', value: row.sender_name },
            { label: 'own.label.to', value: row.receiver_name },
            {
              label: 'own.label.service',
              value: row.service_kind && { code: row.service_kind, of: 'serviceKinds' as const },
            },
            { label: 'own.label.on', value: row.sent_at && { at: row.sent_at } },
            { label: 'own.label.standing', value: { say: `referral.state.${row.state}` } },
          ],
        }
      })
    },
  },
]
