// The answer to a request to be erased, as the person who made it reads it.
import type { Holding } from '../../../platform/holding.ts'
import { reviews } from '../sql.ts'

export const held: readonly Holding[] = [
  {
    title: 'own.section.erasure',
    tables: ['erasure_review', 'erasure'],
    async entries(ctx, person) {
      return (await reviews(ctx.tx, ctx.actor.organisation, { people: [person] })).map((one) => {
        const rule = ctx.pack.pack.retention?.find(({ code }) => code === one.rule)
        return {
          lines: [
            { label: 'own.label.why', value: { say: `erasure.because.${one.because}` } },
            { label: 'own.label.noted', value: { at: one.notedAt } },
            { label: 'own.label.words', value: one.words },
            { label: 'own.label.standing', value: { say: `erasure.state.${one.state}` } },
            { label: 'erasure.kept_until', value: one.keptUntil && { on: one.keptUntil } },
            { label: 'retention.basis', value: rule && { words: rule.basis } },
            // The reason is written for the person who asked; the reason of a review that they did not ask
            // for is not shown.
            { label: 'own.label.answer', value: one.because === 'wish' ? one.reason : null },
          ],
        }
      })
    },
  },
]
