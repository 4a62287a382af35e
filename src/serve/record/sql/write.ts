// Writes a person: one statement for everything the welcome desk sends, one for an edit and its keys.
import { sql } from 'kysely'
import type { FieldGroup } from '../../../kernel/packs/pack.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import { receiversOf, type ShownTo } from '../rules/parts.ts'
import { documentKey, type Edit, type ReadyIdentifier } from '../rules/record.ts'
import type { Contact, Details } from '../rules/shapes.ts'
import { detailColumns } from './rows.ts'

/** Who keeps a record and who may see which parts of it; the rows of the person are shared accordingly. */
export type Keeping = {
  person: string
  organisation: string
  sharedWith: readonly string[]
  shownTo: ShownTo
}

export type Found = {
  keys: readonly number[]
  /** The parts of the record from which a key is made. */
  needs(key: number): readonly FieldGroup[]
  words: readonly string[]
  /** All words sorted, a space before each. */
  name: string
  /** The date by which equal names are ordered; `infinity` when it is not known. */
  born: string
}

export type NewPerson = Keeping & {
  centre: string | null
  details: Details
  identifiers: readonly ReadyIdentifier[]
  contacts: readonly Contact[]
  found: Found
  consentText: string | null
  packRelease: string
  by: string
  at: string
}

/**
 * Inserts a new person in one round trip; numbers that are unsafe in a contact point are remembered as such.
 *
 * @returns documents that another person of the organisation already holds
 */
export async function insertPerson(tx: Tx, one: NewPerson): Promise<string[]> {
  const { person, organisation, identifiers, contacts, found } = one
  const d = detailColumns(one.details)
  const documents = [...new Set(identifiers.map(documentKey))].sort()
  const unsafe = (safe: (contact: Contact) => boolean) =>
    contacts.flatMap((contact) => (safe(contact) ? [] : [contact.value]))
  const newPerson = sql`
    insert into person (person, organisation, centre, given_names, first_surname, second_surname, called, born,
      born_precision, born_age, born_age_on, sex, gender, nationalities, population_group, migration_status, languages,
      reading, reads_in, needs_interpreter, disability, place, consent_text, pack_release, registered_at, registered_by, touched_at, unsafe_to_call,
      unsafe_to_text)
    values (${person}, ${organisation}, ${one.centre}, ${d.given_names}, ${d.first_surname}, ${d.second_surname},
      ${d.called}, ${d.born}, ${d.born_precision}, ${d.born_age}, ${d.born_age_on}, ${d.sex}, ${d.gender},
      ${d.nationalities}, ${d.population_group}, ${d.migration_status}, ${d.languages}, ${d.reading}, ${d.reads_in},
      ${d.needs_interpreter}, ${d.disability}, ${d.place},
      ${one.consentText}, ${one.packRelease}, ${one.at}, ${one.by}, ${one.at},
      arraigo.all_reached(${unsafe(({ safeToCall }) => safeToCall)}::text[]),
      arraigo.all_reached(${unsafe(({ safeToText }) => safeToText)}::text[]))`
  const newIdentifiers = sql`
    insert into person_identifier (person, organisation, noted_at, identifier, type, country, number, folded)
    select ${person}::uuid, ${organisation}::uuid, ${one.at}::timestamptz, i.*
    from unnest(${identifiers.map((i) => i.id)}::uuid[], ${identifiers.map((i) => i.type)}::text[],
      ${identifiers.map((i) => i.country)}::text[], ${identifiers.map((i) => i.number)}::text[],
      ${identifiers.map((i) => i.folded)}::text[]) i
    returning identifier`
  const newHolders = sql<{ document: string }>`
    insert into identifier_holder (organisation, document, person)
    select ${organisation}::uuid, document, ${person}::uuid from unnest(${documents}::text[]) document
    on conflict do nothing
    returning document`
  const newContacts = sql`
    insert into person_contact (person, organisation, noted_at, contact, kind, value, safe_to_call, safe_to_text, note)
    select ${person}::uuid, ${organisation}::uuid, ${one.at}::timestamptz, c.*
    from unnest(${contacts.map((c) => c.id)}::uuid[], ${contacts.map((c) => c.kind)}::text[],
      ${contacts.map((c) => c.value)}::text[], ${contacts.map((c) => c.safeToCall)}::boolean[],
      ${contacts.map((c) => c.safeToText)}::boolean[], ${contacts.map((c) => c.note)}::text[]) c
    returning contact`
  const newKeys = sql`
    insert into match_key (viewer, key, person, organisation)
    select ${organisation}::uuid, key, ${person}::uuid, ${organisation}::uuid from unnest(${found.keys}::bigint[]) key
    on conflict do nothing`
  const newWords = sql`
    insert into name_word (viewer, word, size, name, born, person, organisation)
    select ${organisation}::uuid, word, ${found.words.length}, ${found.name}, ${found.born}, ${person}::uuid,
      ${organisation}::uuid
    from unnest(${found.words}::text[]) word
    on conflict do nothing`
  // Sent together: the connection does not wait for one before it sends the next.
  const [, held] = await Promise.all([
    newPerson.execute(tx),
    newHolders.execute(tx),
    ...(identifiers.length > 0 ? [newIdentifiers.execute(tx)] : []),
    ...(contacts.length > 0 ? [newContacts.execute(tx)] : []),
    newKeys.execute(tx),
    newWords.execute(tx),
  ])
  const own = new Set(held.rows.map(({ document }) => document))
  return documents.filter((document) => !own.has(document))
}

/** Saves an edit: the new details and the previous values. */
export async function saveEdit(
  tx: Tx,
  of: Keeping,
  details: Details,
  edit: Edit & { by: string },
): Promise<void> {
  const d = detailColumns(details)
  await sql`
    with changed as (
      update person set version = ${edit.version}, touched_at = greatest(touched_at, ${edit.editedAt}::timestamptz),
        given_names = ${d.given_names}, first_surname = ${d.first_surname}, second_surname = ${d.second_surname},
        called = ${d.called}, born = ${d.born}, born_precision = ${d.born_precision}, born_age = ${d.born_age},
        born_age_on = ${d.born_age_on}, sex = ${d.sex}, gender = ${d.gender}, nationalities = ${d.nationalities},
        population_group = ${d.population_group}, migration_status = ${d.migration_status}, languages = ${d.languages},
        reading = ${d.reading}, reads_in = ${d.reads_in}, needs_interpreter = ${d.needs_interpreter}, disability = ${d.disability}, place = ${d.place}
      where person = ${of.person}
    )
    insert into person_edit (person, version, organisation, shared_with, changes, edited_at, edited_by, device)
    values (${of.person}, ${edit.version}, ${of.organisation}, ${of.sharedWith}, ${JSON.stringify(edit.changes)},
      ${edit.editedAt}, ${edit.by}, ${edit.device})
  `.execute(tx)
}

/**
 * Replaces the rows by which a record is found, for every organisation that finds it. Only the system actor
 * sees them all: row-level security hides the rows of other organisations from any other actor.
 *
 * @param viewers the organisations that could find it until now
 */
export async function replaceFound(
  tx: Tx,
  of: Keeping,
  { before, after }: { before: Found; after: Found },
  viewers: readonly string[] = [of.organisation, ...of.sharedWith],
): Promise<void> {
  const mine = sql`person = ${of.person} and viewer = any (${viewers}::uuid[])`
  await sql`
    with gone as (delete from match_key where ${mine} and key = any (${before.keys}::bigint[]))
    delete from name_word where ${mine} and word = any (${before.words}::text[])
  `.execute(tx)
  const keys = after.keys.map((key) => ({ key, shared: receiversOf(of.shownTo, after.needs(key)) }))
  await sql`
    insert into match_key (viewer, key, person, organisation, shared_with)
    select viewer, key, ${of.person}::uuid, ${of.organisation}::uuid, shared
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k (key bigint, shared uuid[])
    cross join unnest(${of.organisation}::uuid || shared) viewer
    on conflict do nothing
  `.execute(tx)
  await sql`
    insert into name_word (viewer, word, size, name, born, person, organisation, shared_with)
    select viewer, word, ${after.words.length}, ${after.name}, ${after.born}, ${of.person}::uuid, ${of.organisation}::uuid, shared
    from (select ${receiversOf(of.shownTo, ['identity'])}::uuid[] as shared) s
    cross join unnest(${of.organisation}::uuid || shared) viewer cross join unnest(${after.words}::text[]) word
    on conflict do nothing
  `.execute(tx)
}

/** @returns false when another person of the organisation already holds the document */
export async function insertIdentifier(
  tx: Tx,
  of: Keeping,
  one: ReadyIdentifier,
  at: string,
): Promise<boolean> {
  const shared = receiversOf(of.shownTo, ['documents'])
  await sql`
    insert into person_identifier (person, identifier, organisation, shared_with, type, country, number, folded, noted_at)
    values (${of.person}, ${one.id}, ${of.organisation}, ${shared}, ${one.type}, ${one.country}, ${one.number},
      ${one.folded}, ${at})
  `.execute(tx)
  const { rows } = await sql`
    insert into identifier_holder (organisation, document, person, shared_with)
    values (${of.organisation}, ${documentKey(one)}, ${of.person}, ${shared})
    on conflict do nothing
    returning document
  `.execute(tx)
  return rows.length > 0
}

export async function retireIdentifier(
  tx: Tx,
  of: Keeping,
  one: { id: string; document: string; because: string },
): Promise<void> {
  await sql`
    with released as (
      delete from identifier_holder
      where organisation = ${of.organisation} and document = ${one.document} and person = ${of.person}
    )
    update person_identifier set retired = ${one.because} where person = ${of.person} and identifier = ${one.id}
  `.execute(tx)
}

export async function insertContact(tx: Tx, of: Keeping, one: Contact, at: string): Promise<void> {
  await sql`
    insert into person_contact (person, contact, organisation, shared_with, kind, value, safe_to_call, safe_to_text,
      note, noted_at)
    values (${of.person}, ${one.id}, ${of.organisation}, ${receiversOf(of.shownTo, ['contact'])}, ${one.kind},
      ${one.value}, ${one.safeToCall}, ${one.safeToText}, ${one.note}, ${at})
  `.execute(tx)
}

export async function saveContact(tx: Tx, person: string, one: Contact): Promise<void> {
  await sql`
    update person_contact set version = ${one.version}, value = ${one.value}, safe_to_call = ${one.safeToCall},
      safe_to_text = ${one.safeToText}, note = ${one.note}, retired = ${one.retired}
    where person = ${person} and contact = ${one.id}
  `.execute(tx)
}
