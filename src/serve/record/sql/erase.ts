// Erases a person's identity: every row that describes them is deleted; the record stays, empty, with its
// date.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'

export async function erase(
  tx: Tx,
  { person, organisation, occurredOn }: { person: string; organisation: string; occurredOn: string },
): Promise<void> {
  const mine = sql`where person = ${person} and organisation = ${organisation}`
  await sql`delete from person_contact ${mine}`.execute(tx)
  await sql`delete from person_edit ${mine}`.execute(tx)
  await sql`delete from person_identifier ${mine}`.execute(tx)
  await sql`delete from identifier_holder ${mine}`.execute(tx)
  await sql`delete from match_key ${mine}`.execute(tx)
  await sql`delete from name_word ${mine}`.execute(tx)
  await sql`delete from person_share ${mine}`.execute(tx)
  // Also those that others who saw the person kept of them.
  await sql`delete from duplicate_pair where person = ${person} or other = ${person}`.execute(tx)
  await sql`update person set erased_on = ${occurredOn}, shared_with = '{}', shown_to = '{}', given_names = null,
      first_surname = null, second_surname = null, called = null, born = null, born_precision = null, born_age = null,
      born_age_on = null, sex = null, gender = null, nationalities = '{}', population_group = null,
      unsafe_to_call = '{}', unsafe_to_text = '{}', migration_status = null, languages = '{}', reading = null, reads_in = '{}', needs_interpreter = null,
      disability = null, place = null ${mine}`.execute(tx)
}
