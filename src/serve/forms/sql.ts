// SQL statements of characterizations.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { bornOf, type Born, type GlimpseColumns } from '../record/operations.ts'
import type { Answers } from './operations.ts'

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

/** The parts of a record that the answers belong to. */
type Parts = { field_groups: readonly string[] }

/** When the person was born, as far as the actor may see it. */
export async function bornOn(tx: Tx, person: string): Promise<Born | null> {
  const { rows } = await sql<Pick<GlimpseColumns, 'born' | 'born_precision' | 'born_age' | 'born_age_on'>>`
    select born, born_precision, born_age, born_age_on from read.person_shown where person = ${person}`.execute(
    tx,
  )
  return rows[0] ? bornOf(rows[0]) : null
}

export async function insert(tx: Tx, row: CharacterizationRow & Parts): Promise<void> {
  await sql`
    insert into characterization (person, id, organisation, questionnaire, version, pack_release, answers,
      answered_at, answered_by, field_groups)
    values (${row.person}, ${row.id}, ${row.organisation}, ${row.questionnaire}, ${row.version}, ${row.pack_release},
      ${JSON.stringify(row.answers)}::jsonb, ${row.answered_at}, ${row.answered_by}, ${row.field_groups}::text[])
  `.execute(tx)
}

/**
 * Shares the answers recorded by the keeper of a record with those who see all the parts they belong to, and
 * with nobody else. Run as the system; an advisory lock serialises new answers with changes of consent.
 */
export async function shareAnswers(tx: Tx, person: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`answers of ${person}`}, 0))`.execute(tx)
  await sql`
    update characterization c set shared_with = array(
      select s.recipient from read.person_share s
      where s.person = c.person and s.organisation = c.organisation and c.field_groups <> '{}'
        and c.field_groups <@ s.field_groups order by 1)
    where c.person = ${person}`.execute(tx)
}

/** Ends every receiver's reading of an erased person's answers. */
export async function closeAnswers(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  await sql`update characterization set shared_with = '{}'
    where person = ${person} and organisation = ${organisation}`.execute(tx)
}

export async function ofPersons(tx: Tx, persons: readonly string[], questionnaire?: string) {
  const { rows } = await sql<CharacterizationRow & { asked_by: string }>`
    select c.person, c.id, c.organisation, c.questionnaire, c.version, c.pack_release, c.answers, c.answered_at,
      c.answered_by, o.name as asked_by
    from characterization c join read.organisation o on o.id = c.organisation
    where c.person = any (${persons})
      and (${questionnaire ?? null}::text is null or c.questionnaire = ${questionnaire ?? null})
    order by c.answered_at desc, c.id desc`.execute(tx)
  return rows
}

export async function seesPerson(tx: Tx, person: string): Promise<boolean> {
  return (await sql`select from read.snapshot where person = ${person}`.execute(tx)).rows.length > 0
}

/**
 * The parts of a record that the actor sees: null for all of them, undefined when the actor may not see the
 * person.
 */
export async function shownOf(tx: Tx, person: string): Promise<string[] | null | undefined> {
  const { rows } = await sql<{ shown: string[] | null }>`
    select shown from read.person_shown where person = ${person}`.execute(tx)
  return rows[0]?.shown
}

/** Empties the answers; the row stays for the statistics. */
export async function erase(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  await sql`update characterization set answers = '{}'
    where person = ${person} and organisation = ${organisation}`.execute(tx)
}
