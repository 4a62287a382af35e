// Imports of registers that stopped, or wait for somebody to say what their columns are.
import { sql } from 'kysely'
import { beyond, type WorkKind, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

const kind = (name: string, state: 'failed' | 'uploaded'): WorkKind => ({
  kind: name,
  may: policy.bring,
  order: 'since',
  async lines({ tx, actor }, after, limit) {
    const { rows } = await sql<{ id: string; at: string; name: string }>`
      select i.id, i.created_at as at, i.file_name as name from import_run i
      where i.organisation = ${actor.organisation} and i.state = ${state} ${beyond(sql`i.created_at`, sql`i.id`, after)}
      order by i.created_at, i.id limit ${limit}`.execute(tx)
    return rows
  },
})

export const worklist: Worklist = {
  work: [kind('import.resume', 'failed'), kind('import.begin', 'uploaded')],
}
