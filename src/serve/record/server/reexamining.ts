// Compares undecided pairs anew after a release changed the rules, as a job, a few people at a time: pairs that are alike no
// longer are forgotten, and others say why they are alike now.
import { job, on } from '../../../platform/capability.ts'
import { RULES_VERSION } from '../../duplicates/operations.ts'
import { reexaminePairs } from '../operations.ts'
import * as policy from '../policy.ts'
import { findPeople, lockPerson } from '../sql/load.ts'
import { areExamined, countOlder, nextToExamine, noteExamined } from '../sql/reexamine.ts'
import { examinePairs } from './pairs.ts'

/** People whose records are locked at once: each is compared with all others. */
const AT_ONCE = 20
/** Batches of one run: the next run follows a minute later, and other jobs have their turn. */
const BATCHES = 100

export const reexamining = on(reexaminePairs, {
  may: policy.reexamine,
  async run(ctx) {
    const next = await nextToExamine(ctx.tx, RULES_VERSION, AT_ONCE)
    for (const pair of next) {
      const of = await lockPerson(ctx.tx, pair.person)
      const [person] = of ? await findPeople(ctx, [pair.person]) : []
      if (of && person) await examinePairs(ctx, of, person, [pair.organisation])
      // Where somebody was not sure it stays with them, however alike the two are now.
      await noteExamined(ctx.tx, RULES_VERSION, pair)
    }
    return { examined: next.length, left: await countOlder(ctx.tx, RULES_VERSION) }
  },
})

/** What is left is known from the pairs themselves, so a run that was interrupted is simply continued. */
export const reexaminingJob = job(
  'person.reexamine_pairs',
  async (ctx) => {
    if (await ctx.read((tx) => areExamined(tx, RULES_VERSION))) return
    for (let batch = 0; batch < BATCHES; batch++)
      if ((await ctx.execute(reexaminePairs, {})).left === 0) return
  },
  { cron: '* * * * *' },
)
