// Reads everybody whom an organisation may see as they are compared with each other, some thousand at a time.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import { GLIMPSE_COLUMNS } from '../rules/glimpse.ts'
import type { ComparedRow } from './rows.ts'
import type { Keeping } from './write.ts'

const GLIMPSE = sql.join(GLIMPSE_COLUMNS.map((column) => sql.ref(`p.${column}`)))

/** Organisations that keep records, in the order of their ids. */
export async function keepers(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ organisation: string }>`
    select distinct organisation from person where erased_on is null order by organisation
  `.execute(tx)
  return rows.map(({ organisation }) => organisation)
}

/** The next people after one, by id, with the parts of their records that the acting organisation may see. */
export async function nextCompared(tx: Tx, after: string, most: number): Promise<ComparedRow[]> {
  const { rows } = await sql<ComparedRow>`
    select ${GLIMPSE},
      (select coalesce(json_agg(json_build_object('type', i.type, 'country', i.country, 'number', i.number)
          order by i.noted_at desc, i.identifier), '[]')
       from person_identifier i where i.person = p.person and i.retired is null) as identifiers,
      (select coalesce(json_agg(c.value order by c.noted_at desc, c.contact), '[]')
       from person_contact c where c.person = p.person and not c.retired) as phones
    from read.person_shown p
    where p.person > ${after}::uuid
    order by p.person limit ${most}
  `.execute(tx)
  return rows
}

/** Locks those of these people whom the organisation keeps. */
export async function lockKept(tx: Tx, organisation: string, people: readonly string[]): Promise<Keeping[]> {
  const { rows } = await sql<Keeping>`
    select person, organisation, shared_with as "sharedWith", shown_to as "shownTo" from person
    where person = any (${people}::uuid[]) and organisation = ${organisation} and erased_on is null
    order by person for update
  `.execute(tx)
  return rows
}

/** Those of these people whom the organisation keeps or may see. */
export async function seenOf(tx: Tx, organisation: string, people: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ person: string }>`
    select person from person
    where person = any (${people}::uuid[]) and erased_on is null
      and (organisation = ${organisation} or ${organisation}::uuid = any (shared_with))
  `.execute(tx)
  return new Set(rows.map(({ person }) => person))
}
