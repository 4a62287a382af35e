// Reads the history of a record for the person's own view: when it was corrected, and with whom it was
// shared.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'

/** When details were changed, the latest first. */
export async function editsOf(tx: Tx, person: string): Promise<string[]> {
  const { rows } = await sql<{ at: string }>`
    select edited_at as at from person_edit where person = ${person} order by version desc`.execute(tx)
  return rows.map(({ at }) => at)
}

export async function sharesOf(tx: Tx, person: string) {
  const { rows } = await sql<{ recipient: string; name: string; since: string; parts: string[] }>`
    select s.recipient, o.name, s.since, s.field_groups as parts
    from person_share s join read.organisation o on o.id = s.recipient
    where s.person = ${person} and s.field_groups <> '{}' order by s.since desc`.execute(tx)
  return rows
}
