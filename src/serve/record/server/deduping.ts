// Notes pairs that were found by comparing everybody on record, for somebody to decide on; `arraigo people dedupe` finds them.
import { on } from '../../../platform/capability.ts'
import { noteDuplicates } from '../operations.ts'
import * as policy from '../policy.ts'
import { lockKept, seenOf } from '../sql/compared.ts'
import { notePairs } from '../sql/pairs.ts'

export const notingDuplicates = on(noteDuplicates, {
  may: policy.noteDuplicates,
  async run(ctx, { pairs }) {
    const { organisation } = ctx.actor
    const kept = await lockKept(ctx.tx, organisation, [...new Set(pairs.map(({ person }) => person))])
    // Whoever was erased or is no longer shared since they were read is in no pair.
    const seen = await seenOf(ctx.tx, organisation, [...new Set(pairs.map(({ other }) => other))])
    let noted = 0
    for (const of of kept) {
      const likely = pairs.filter(
        ({ person, other }) => person === of.person && other !== person && seen.has(other),
      )
      noted += likely.length
      await notePairs(ctx.tx, of, likely, ctx.occurredAt)
    }
    return { pairs: noted }
  },
})
