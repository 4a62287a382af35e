// Combines confidential notes: the notes, who has access, emergencies, and the keys they are sealed with.
import { on, type Capability } from '../../../platform/capability.ts'
import { destroyKeys, rewrapKeys } from '../operations.ts'
import * as policy from '../policy.ts'
import { breakGlassOwn, confidantAlready } from '../problems.ts'
import * as confidants from './confidants.ts'
import * as emergency from './break-glass.ts'
import * as notes from './notes.ts'
import { rewrap } from './sealing.ts'
import * as sql from '../sql/keys.ts'

const rewrapping = on(rewrapKeys, {
  may: policy.bySystem,
  async run(ctx, { most }) {
    const rewrapped = most === 0 ? 0 : await rewrap(ctx, most)
    const current = await ctx.keys.current()
    const needed = [...(await sql.countKeys(ctx.tx)), ...(await sql.countSecrets(ctx.tx))]
    const others = needed.filter(({ kek }) => kek !== current)
    return {
      rewrapped,
      left: others.reduce((sum, { count }) => sum + count, 0),
      current,
      others: [...new Set(others.map(({ kek }) => kek))],
    }
  },
})

const destroying = on(destroyKeys, {
  may: policy.bySystem,
  run: async (ctx, { person, organisation }) => ({
    destroyed: await sql.deleteKeys(ctx.tx, person, organisation),
  }),
})

export const capability: Capability = {
  name: 'confidential',
  heldOtherwise: {
    break_glass: 'protected: read at the centre',
    break_glass_review: 'protected: read at the centre',
    confidant: 'protected: read at the centre',
    data_key: 'a key, and nothing about anybody',
    retelling: 'protected: read at the centre',
    sealed_note: 'protected: read at the centre',
  },
  constraints: {
    confidant_once: confidantAlready,
    break_glass_review_by_another: breakGlassOwn,
  },
  handlers: [
    notes.sealing,
    notes.opening,
    notes.listing,
    notes.counting,
    confidants.assigning,
    confidants.releasing,
    confidants.listing,
    emergency.breaking,
    emergency.reviewing,
    emergency.listing,
    emergency.counting,
    rewrapping,
    destroying,
  ],
}
