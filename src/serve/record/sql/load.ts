// Reads whole records: one person, several for a device.
import { sql, type RawBuilder } from 'kysely'
import type { PlainDate } from '../../../kernel/time.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import { keptBack } from '../../../protect/consent/operations.ts'
import { DATED_KINDS } from '../rules/events.ts'
import { PARTS } from '../rules/parts.ts'
import type { Edit } from '../rules/record.ts'
import type { Contact, Identifier, Person } from '../rules/shapes.ts'
import { detailsOf, type DetailColumns } from './rows.ts'
import type { Keeping } from './write.ts'

type PersonRow = DetailColumns & {
  person: string
  version: number
  organisation: string
  shared_with: string[]
  consent_text: string | null
  registered_at: string
  identifiers: Identifier[]
  contacts: Contact[]
  household: Person['household']
  open_duplicates: number
  shown: string[] | null
}

/**
 * Locks the person for the rest of the transaction and returns who may see what; undefined when the actor may
 * not see them.
 */
export async function lockPerson(tx: Tx, person: string): Promise<Keeping | undefined> {
  const { rows } = await sql<Keeping>`
    select person, organisation, shared_with as "sharedWith", shown_to as "shownTo" from person
    where person = ${person} and erased_on is null for update
  `.execute(tx)
  return rows[0]
}

/** The first day that somebody gave for something that happened to the person, as far as the actor may see it. */
export async function firstEvent(tx: Tx, person: string): Promise<PlainDate | undefined> {
  const { rows } = await sql<{ on: PlainDate | null }>`
    select min(occurred_on) as on from read.person_fact where person = ${person} and kind = any (${DATED_KINDS}::text[])
  `.execute(tx)
  return rows[0]?.on ?? undefined
}

/** Of a pair that was merged nothing is to be decided. */
const APART = (other: RawBuilder<unknown>) =>
  sql`not exists (select from read.same_person s where s.person = p.person and ${other} = any (s.people))`

/**
 * People as the actor may see them: parts that are not shared read as not known, and `withheld` names them.
 */
export async function findPeople(
  { tx, actor }: { tx: Tx; actor: { organisation: string } },
  people: readonly string[],
): Promise<Person[]> {
  const { rows } = await sql<PersonRow>`
    select p.person, p.version, p.organisation, p.shared_with, p.given_names, p.first_surname, p.second_surname, p.called,
      p.born, p.born_precision, p.born_age, p.born_age_on, p.sex, p.gender, p.nationalities, p.population_group,
      p.migration_status, p.languages, p.reading, p.reads_in, p.needs_interpreter, p.disability, p.place, p.consent_text, p.registered_at, p.shown,
      (select coalesce(json_agg(json_build_object('id', i.identifier, 'type', i.type, 'country', i.country,
          'number', i.number, 'retired', i.retired) order by i.noted_at, i.identifier), '[]')
       from person_identifier i where i.person = p.person) as identifiers,
      (select coalesce(json_agg(json_build_object('id', c.contact, 'version', c.version, 'kind', c.kind,
          'value', c.value, 'safeToCall', c.safe_to_call, 'safeToText', c.safe_to_text, 'note', c.note,
          'retired', c.retired) order by c.noted_at, c.contact), '[]')
       from person_contact c where c.person = p.person) as contacts,
      (select json_build_object('id', m.household, 'relation', m.relation, 'head', m.head, 'members',
          (select count(*) from read.household_member o where o.household = m.household and o.left_on is null))
       from read.household_member m where m.person = p.person and m.left_on is null limit 1) as household,
      ((select count(*) from duplicate_pair d join person o on o.person = d.other
          where d.person = p.person and d.state in ('open', 'unsure') and d.organisation = ${actor.organisation}
            and ${APART(sql`d.other`)})
        + (select count(*) from duplicate_pair d join person o on o.person = d.person
          where d.other = p.person and d.state in ('open', 'unsure') and d.organisation = ${actor.organisation}
            and ${APART(sql`d.person`)}))::int as open_duplicates
    from read.person_shown p
    where p.person = any (${people}::uuid[])
  `.execute(tx)
  return rows.map((row) => ({
    id: row.person,
    version: row.version,
    organisation: row.organisation,
    sharedWith: row.shared_with,
    ...detailsOf(row),
    identifiers: row.identifiers,
    contacts: row.contacts,
    household: row.household,
    consentText: row.consent_text,
    registeredAt: row.registered_at,
    openDuplicates: row.open_duplicates,
    withheld: keptBack({ person: row.person, recipient: actor.organisation }, PARTS, row.shown, false),
  }))
}

/** Edits made after a version, oldest first. */
export async function editsAfter(tx: Tx, person: string, version: number): Promise<Edit[]> {
  const { rows } = await sql<{
    version: number
    changes: Edit['changes']
    edited_at: string
    device: string | null
  }>`
    select version, changes, edited_at, device from person_edit
    where person = ${person} and version > ${version}
    order by version
  `.execute(tx)
  return rows.map(({ edited_at: editedAt, ...edit }) => ({ ...edit, editedAt }))
}

/**
 * Whether the user's centre asks about migration status: the decision for that centre, or else the one for
 * all centres.
 */
export async function askingIn(
  tx: Tx,
  { organisation, centre }: { organisation: string; centre?: string | undefined },
): Promise<'never' | 'with_purpose'> {
  const { rows } = await sql<{ asking: 'never' | 'with_purpose' }>`
    select asking from read.status_rule
    where organisation = ${organisation} and (centre is null or centre = ${centre ?? null})
    order by centre nulls last limit 1`.execute(tx)
  return rows[0]?.asking ?? 'with_purpose'
}
