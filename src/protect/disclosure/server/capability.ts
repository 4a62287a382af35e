// The disclosure log: shows who saw whom, is sealed so that no change stays hidden, and allows an erasure
// without breaking the seals.
import { answer, on, type Capability } from '../../../platform/capability.ts'
import {
  countRefused,
  eraseDisclosures,
  refusedAttempts,
  sealedDisclosures,
  searchDisclosures,
  unusualLooks,
} from '../operations.ts'
import * as policy from '../policy.ts'
import { entryWords } from '../rules.ts'
import { disclosureRoutes, refused, search, unread, unusual } from './look.ts'
import { hashOf } from './seal.ts'
import * as sql from '../sql.ts'

export const capability: Capability = {
  name: 'disclosure',
  routes: [disclosureRoutes],
  heldOtherwise: { disclosure: 'shown as who saw it' },
  handlers: [
    answer(searchDisclosures, { may: policy.oversee, run: search }),
    answer(unusualLooks, { may: policy.oversee, run: unusual }),
    answer(refusedAttempts, { may: policy.oversee, run: refused }),
    answer(countRefused, { may: policy.oversee, run: unread }),
    answer(sealedDisclosures, {
      may: policy.oversee,
      async run({ tx, asSystem }) {
        const { waiting, last } = await asSystem(() => sql.standing(tx))
        return { waiting, last: last ? { sequence: last.sequence, at: last.at } : null }
      },
    }),
    on(eraseDisclosures, {
      may: policy.erase,
      async run(ctx, { person, because }) {
        const gone = await ctx.asSystem(() => sql.erase(ctx.tx, person))
        await sql.insertErasure(ctx.tx, {
          id: ctx.newId(),
          at: ctx.receivedAt,
          organisation: ctx.actor.organisation,
          actor: ctx.actor.user,
          because,
          // An entry without a seal needs no trace after its erasure.
          erased: gone.flatMap((entry) =>
            entry.seal === null ? [] : [`${entry.seal}:${hashOf(entryWords(entry))}`],
          ),
        })
        return { erased: gone.length }
      },
    }),
  ],
}
