// Every statement that touches characterizations.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import type { Answers } from './contract.ts'

export type CharacterizationRow = {
  person: string
  id: string
  organisation: string
  questionnaire: string
  version: number
  pack_release: string
  answers: Answers
  answered_at: string
  answered_by: string
}

export async function insert(tx: Tx, row: CharacterizationRow): Promise<void> {
  await sql`
    insert into characterization (person, id, organisation, questionnaire, version, pack_release, answers,
      answered_at, answered_by)
    values (${row.person}, ${row.id}, ${row.organisation}, ${row.questionnaire}, ${row.version}, ${row.pack_release},
      ${JSON.stringify(row.answers)}::jsonb, ${row.answered_at}, ${row.answered_by})`.execute(tx)
}

export async function ofPersons(tx: Tx, persons: readonly string[], questionnaire?: string) {
  const { rows } = await sql<CharacterizationRow>`
    select person, id, organisation, questionnaire, version, pack_release, answers, answered_at, answered_by
    from characterization
    where person = any (${persons}) and (${questionnaire ?? null}::text is null or questionnaire = ${questionnaire ?? null})
    order by answered_at desc, id desc`.execute(tx)
  return rows
}

export async function seesPerson(tx: Tx, person: string): Promise<boolean> {
  return (await sql`select from read.snapshot where person = ${person}`.execute(tx)).rows.length > 0
}

/** What was said goes; that there was something, and which, stays for the figures. */
export async function erase(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  await sql`update characterization set answers = '{}'
    where person = ${person} and organisation = ${organisation}`.execute(tx)
}
