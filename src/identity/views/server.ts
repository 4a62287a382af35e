// Keeps the views that users save of lists.
import { answer, on, type Capability } from '../../platform/capability.ts'
import { listViews, removeView, saveView } from './operations.ts'
import * as policy from './policy.ts'
import { viewNameTaken, viewTooMany, viewUnknown } from './problems.ts'
import * as sql from './sql.ts'

/** Views of one list that a user may keep. */
const MOST = 50

export const capability: Capability = {
  name: 'views',
  constraints: { saved_view_name_unique: viewNameTaken },
  handlers: [
    on(saveView, {
      may: policy.keep,
      async run({ tx, actor, occurredAt }, view) {
        await sql.lockUser(tx, actor.user)
        if ((await sql.list(tx, view.list)).length >= MOST) throw viewTooMany({ most: MOST })
        await sql.insert(tx, { ...view, organisation: actor.organisation, user: actor.user, at: occurredAt })
        return { id: view.id }
      },
    }),
    on(removeView, {
      may: policy.keep,
      async run({ tx }, { id }) {
        if (!(await sql.remove(tx, id))) throw viewUnknown()
        return { id }
      },
    }),
    answer(listViews, {
      may: policy.keep,
      run: async ({ tx }, { list }) => ({ views: await sql.list(tx, list) }),
    }),
  ],
}
