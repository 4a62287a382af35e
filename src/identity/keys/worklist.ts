// Keys of programs that end soon: the program stops on the day after.
import { sql } from 'kysely'
import { addDays } from '../../kernel/time.ts'
import { beyond, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

/** Days ahead that the end of a key is listed. */
const AHEAD = 30

export const worklist: Worklist = {
  work: [
    {
      kind: 'key.renew',
      may: policy.issue,
      order: 'due',
      async lines({ tx, actor, today }, after, limit) {
        const { rows } = await sql<{ id: string; at: string; name: string }>`
          select k.id, k.valid_until as at, a.name from auth.api_key k join read.app_user a on a.id = k.app_user
          where k.organisation = ${actor.organisation} and k.revoked_at is null
            and k.valid_until between ${today} and ${addDays(today, AHEAD)} ${beyond(sql`k.valid_until`, sql`k.id`, after)}
          order by k.valid_until, k.id limit ${limit}`.execute(tx)
        return rows
      },
    },
  ],
}
