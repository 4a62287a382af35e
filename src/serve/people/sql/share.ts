// Opens a record to another organisation and closes it again, everywhere the record stands.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import type { Found, Keeping } from './write.ts'

/** Sets who may see a record beside its keeper, in every table that carries it, and in its caseload. */
export async function saveSharing(
  tx: Tx,
  of: Keeping,
  found: Found,
  change: { recipient: string; at: string; open: boolean },
): Promise<void> {
  const { person, organisation, sharedWith } = of
  const shared = sql`set shared_with = ${sharedWith}::uuid[] where person = ${person}`
  await sql`
    with who as (update person ${shared}),
      edit as (update person_edit ${shared}),
      identifier as (update person_identifier ${shared}),
      contact as (update person_contact ${shared}),
      member as (update household_member ${shared}),
      pair as (update duplicate_pair ${shared}),
      key as (update match_key ${shared} and key = any (${found.keys}::bigint[]))
    update name_word ${shared} and word = any (${found.words}::text[])
  `.execute(tx)
  if (change.open) {
    await sql`
      insert into person_share (person, recipient, organisation, shared_with, since)
      values (${person}, ${change.recipient}, ${organisation}, ${[change.recipient]}, ${change.at})
      on conflict do nothing
    `.execute(tx)
  } else {
    await sql`
      delete from person_share where person = ${person} and recipient = ${change.recipient}
    `.execute(tx)
  }
}
