// Goes through the undecided pairs that older rules found, a few people at a time.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'

type OfOrganisation = { person: string; organisation: string }

const older = (version: number) => sql`state in ('open', 'unsure') and rules_version < ${version}`

/** Whether no undecided pair is of older rules. */
export async function areExamined(tx: Tx, version: number): Promise<boolean> {
  const { rows } = await sql`select from duplicate_pair where ${older(version)} limit 1`.execute(tx)
  return rows.length === 0
}

/** How many undecided pairs are of older rules. */
export async function countOlder(tx: Tx, version: number): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select count(*)::int as left from duplicate_pair where ${older(version)}`.execute(tx)
  return rows[0]?.left ?? 0
}

/** The next people whose pairs are of older rules, each with the organisation for which they are kept. */
export async function nextToExamine(tx: Tx, version: number, most: number): Promise<OfOrganisation[]> {
  const { rows } = await sql<OfOrganisation>`
    select distinct person, organisation from duplicate_pair where ${older(version)}
    order by person, organisation limit ${most}`.execute(tx)
  return rows
}

/** Of the pairs of a person those that stay are of these rules. */
export async function noteExamined(
  tx: Tx,
  version: number,
  { person, organisation }: OfOrganisation,
): Promise<void> {
  await sql`
    update duplicate_pair set rules_version = ${version}
    where person = ${person} and organisation = ${organisation} and ${older(version)}`.execute(tx)
}
