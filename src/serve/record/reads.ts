// What the servers of other capabilities read of records: documents and ways to reach somebody, for the undo of a merge.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

/** A document, or a way to reach somebody, that stands. */
export type Noted = {
  person: string
  item: string
  kind: string
  code: string
  country: string | null
  value: string
  version: number
  safeToCall: boolean | null
  safeToText: boolean | null
  note: string | null
}

/** Documents and ways to reach these people that stand, as far as the actor may see. */
export async function notedOf(tx: Tx, people: readonly string[]): Promise<Noted[]> {
  const { rows } = await sql<Noted>`
    select i.person, i.identifier as item, 'person.identifier_added' as kind, i.type as code, i.country, i.number as value,
      1 as version, null::boolean as "safeToCall", null::boolean as "safeToText", null as note
    from person_identifier i where i.person = any (${people}::uuid[]) and i.retired is null
    union all
    select c.person, c.contact, 'person.contact_added', c.kind, null, c.value, c.version, c.safe_to_call, c.safe_to_text, c.note
    from person_contact c where c.person = any (${people}::uuid[]) and not c.retired`.execute(tx)
  return rows
}
