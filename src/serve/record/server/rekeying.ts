// Computes the match keys of everybody on record anew after a release changed the keys, as a job, a few people at a time.
import { job, on } from '../../../platform/capability.ts'
import { rekeyPeople } from '../operations.ts'
import { rekey } from '../policy.ts'
import { KEYS_VERSION } from '../rules/keys.ts'
import { findPeople } from '../sql/load.ts'
import { addKeys, isRekeyed, nextToRekey, noteRekeyed } from '../sql/rekey.ts'
import { foundBy } from './found.ts'

/** People whose records are locked at once, for some tenths of a second. */
const AT_ONCE = 200
/** Batches of one run: the next run follows a minute later, and other jobs have their turn. */
const BATCHES = 100

export const rekeying = on(rekeyPeople, {
  may: rekey,
  async run(ctx) {
    const next = await nextToRekey(ctx.tx, KEYS_VERSION, AT_ONCE)
    const found = await findPeople(
      ctx,
      next.map(({ person }) => person),
    )
    const byId = new Map(found.map((person) => [person.id as string, person]))
    await addKeys(
      ctx.tx,
      next.flatMap((of) => {
        const person = byId.get(of.person)
        return person ? [{ of, found: foundBy(person) }] : []
      }),
    )
    const reached = next.at(-1)?.person
    await noteRekeyed(ctx.tx, KEYS_VERSION, { reached, at: ctx.receivedAt })
    return { ended: reached === undefined }
  },
})

export const rekeyingJob = job(
  'person.rekey',
  async (ctx) => {
    if (await ctx.read((tx) => isRekeyed(tx, KEYS_VERSION))) return
    for (let batch = 0; batch < BATCHES; batch++) if ((await ctx.execute(rekeyPeople, {})).ended) return
  },
  { cron: '* * * * *' },
)
