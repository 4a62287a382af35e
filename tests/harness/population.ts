// Fills a database with invented people, by the hundred thousand, for measurements.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { matchKeys, searchWords } from '../../src/serve/record/rules/keys.ts'
import { documentKey } from '../../src/serve/record/rules/record.ts'
import { birthMiddle } from '../../src/serve/record/rules/shown.ts'
import { spaced } from '../../src/serve/record/rules/names.ts'
import { inventPerson, seeded, type Invented } from './names.ts'

type Filled = { id: Id; person: Invented }

/** People inserted in one statement. */
const AT_ONCE = 5000

/**
 * Everybody on record, with the keys that the product itself would make; returns them, to visit the desk
 * again.
 *
 * @param invent who comes next
 */
export async function fillPeople(
  pool: pg.Pool,
  actor: Pick<Actor, 'organisation' | 'user'>,
  count: number,
  seed: number,
  invent: (chance: () => number) => Invented = inventPerson,
): Promise<Filled[]> {
  const chance = seeded(seed)
  const people: Filled[] = []
  await fill(pool, actor, count, () => invent(chance), people)
  return people
}

/**
 * The same, of any size: only a few thousand people are in memory at once.
 *
 * @param kept receives everybody
 */
export async function fill(
  pool: pg.Pool,
  actor: Pick<Actor, 'organisation' | 'user'>,
  count: number,
  invent: () => Invented,
  kept?: Filled[],
): Promise<void> {
  // Sorting once at the end, as when a database is restored.
  await pool.query('alter table match_key drop constraint match_key_pkey')
  await pool.query('alter table name_word drop constraint name_word_pkey')
  let inserting: Promise<void> = Promise.resolve()
  let rows: string[] = []
  for (let done = 0; done < count; done++) {
    const one = { id: uuidv7() as Id, person: invent() }
    kept?.push(one)
    rows.push(JSON.stringify(rowOf(one)))
    // The next are prepared while these are sent and inserted.
    if (rows.length % 200 === 0) await nextTurn()
    if (rows.length < AT_ONCE && done < count - 1) continue
    await inserting
    inserting = insertRows(pool, actor, `[${rows.join(',')}]`)
    inserting.catch(() => {})
    rows = []
    if ((done + 1) % 100_000 === 0) process.stderr.write(`${done + 1} people\n`)
  }
  await inserting
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
}

/**
 * Inserts these people in one statement, in the order of their ids, with the keys that the product itself
 * would make.
 */
export async function insertPeople(
  pool: pg.Pool,
  actor: Pick<Actor, 'organisation' | 'user'>,
  people: readonly Filled[],
): Promise<void> {
  await insertRows(pool, actor, JSON.stringify(people.map(rowOf)))
}

const rowOf = ({ id, person }: Filled) => ({
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
})

/** @param rows a JSON array of what `rowOf` gives */
async function insertRows(
  pool: pg.Pool,
  { organisation, user }: Pick<Actor, 'organisation' | 'user'>,
  rows: string,
): Promise<void> {
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
    [rows, organisation, user],
  )
}
