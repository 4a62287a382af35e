// Fills a database with invented people, by the hundred thousand, for measurements.
import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { matchKeys, searchWords } from '../../src/serve/record/rules/keys.ts'
import { documentKey } from '../../src/serve/record/rules/record.ts'
import { birthMiddle } from '../../src/serve/record/rules/shown.ts'
import { spaced } from '../../src/serve/record/rules/names.ts'
import { inventPerson, seeded, type Invented } from './names.ts'

/**
 * Everybody on record, with the keys that the product itself would make; returns them, to visit the desk
 * again.
 *
 * @param invent who comes next
 */
export async function fillPeople(
  pool: pg.Pool,
  { organisation, user }: Pick<Actor, 'organisation' | 'user'>,
  count: number,
  seed: number,
  invent: (chance: () => number) => Invented = inventPerson,
): Promise<{ id: Id; person: Invented }[]> {
  const chance = seeded(seed)
  const people: { id: Id; person: Invented }[] = []
  // Sorting once at the end, as when a database is restored.
  await pool.query('alter table match_key drop constraint match_key_pkey')
  await pool.query('alter table name_word drop constraint name_word_pkey')
  for (let done = 0; done < count; done += 5000) {
    const batch = Array.from({ length: Math.min(5000, count - done) }, () => ({
      id: uuidv7() as Id,
      person: invent(chance),
    }))
    people.push(...batch)
    await insertPeople(pool, { organisation, user }, batch)
    if (done % 100_000 === 0) process.stderr.write(`${done} people\n`)
  }
  await pool.query(`set maintenance_work_mem = '1GB'`)
  await pool.query('alter table match_key add constraint match_key_pkey primary key (viewer, key, person)')
  await pool.query(
    'alter table name_word add constraint name_word_pkey primary key (viewer, word, size, name, born, person)',
  )
  for (const table of [
    'person',
    'person_identifier',
    'person_contact',
    'match_key',
    'name_word',
    'identifier_holder',
  ]) {
    await pool.query(`vacuum analyze ${table}`)
  }
  return people
}

/**
 * Inserts these people in one statement, in the order of their ids, with the keys that the product itself
 * would make.
 */
export async function insertPeople(
  pool: pg.Pool,
  { organisation, user }: Pick<Actor, 'organisation' | 'user'>,
  people: readonly { id: Id; person: Invented }[],
): Promise<void> {
  const rows = people.map(({ id, person }) => ({
    person: id,
    given_names: person.givenNames,
    first_surname: person.firstSurname,
    second_surname: person.secondSurname ?? null,
    born: person.born ? birthMiddle(person.born) : null,
    born_precision: person.born ? ('date' in person.born ? 'day' : 'year') : null,
    sex: person.sex,
    documents: person.identifiers.map((one) => ({ ...one, folded: one.number, key: documentKey(one) })),
    phones: person.phones,
    keys: matchKeys(person),
    words: searchWords(person),
    name: spaced(searchWords(person)),
  }))
  await pool.query(
    `with r as (
       select * from jsonb_to_recordset($1::jsonb) as r (person uuid, given_names text, first_surname text,
         second_surname text, born date, born_precision text, sex text, documents jsonb, phones text[], keys bigint[],
         words text[], name text)
     ), p as (
       insert into person (person, organisation, given_names, first_surname, second_surname, born, born_precision, sex,
         pack_release, registered_at, registered_by, touched_at)
       select person, $2, given_names, first_surname, second_surname, born, born_precision, sex, 'bench', now(), $3, now()
       from r
     ), i as (
       insert into person_identifier (person, identifier, organisation, type, country, number, folded, noted_at)
       select person, gen_random_uuid(), $2, d ->> 'type', d ->> 'country', d ->> 'number', d ->> 'folded', now()
       from r, jsonb_array_elements(documents) d
     ), h as (
       insert into identifier_holder (organisation, document, person)
       select $2, d ->> 'key', person from r, jsonb_array_elements(documents) d on conflict do nothing
     ), c as (
       insert into person_contact (person, contact, organisation, kind, value, noted_at)
       select person, gen_random_uuid(), $2, 'phone', phone, now() from r, unnest(phones) phone
     ), k as (
       insert into match_key (viewer, key, person, organisation) select $2, key, person, $2 from r, unnest(keys) key
     )
     insert into name_word (viewer, word, size, name, born, person, organisation)
     select $2, word, cardinality(words), name, coalesce(born, 'infinity'), person, $2 from r, unnest(words) word`,
    [JSON.stringify(rows), organisation, user],
  )
}
