// Imports of registers that stopped, or wait for somebody: to say what their columns are, or to begin once they were checked.
import { sql, type RawBuilder } from 'kysely'
import { beyond, type WorkKind, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

/** Its rows were read, or are being read, with the columns as they were last said to be. */
const isChecked = sql`i.mapping is null and exists (select from import_check k where k.import_run = i.id)`

const kind = (name: string, where: RawBuilder<unknown>): WorkKind => ({
  kind: name,
  may: policy.bring,
  order: 'since',
  async lines({ tx, actor }, after, limit) {
    const { rows } = await sql<{ id: string; at: string; name: string }>`
      select i.id, i.created_at as at, i.file_name as name from import_run i
      where i.organisation = ${actor.organisation} and ${where} ${beyond(sql`i.created_at`, sql`i.id`, after)}
      order by i.created_at, i.id limit ${limit}`.execute(tx)
    return rows
  },
})

export const worklist: Worklist = {
  work: [
    kind('import.resume', sql`i.state = 'failed'`),
    kind('import.begin', sql`i.state = 'uploaded' and not (${isChecked})`),
    kind('import.review', sql`i.state = 'uploaded' and ${isChecked}`),
  ],
}
