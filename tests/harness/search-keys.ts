// Computes anew under which keys and words each person is found, and by which organisation, and compares it
// with the stored rows.
import type pg from 'pg'
import type { Id } from '../../src/kernel/words.ts'
import type { AppPool } from '../../src/platform/database/app-pool.ts'
import { transaction } from '../../src/platform/database/connect.ts'
import { systemActor } from '../../src/platform/jobs.ts'
import { receiversOf, type ShownTo } from '../../src/serve/record/rules/parts.ts'
import { foundBy } from '../../src/serve/record/server/found.ts'
import { findPeople } from '../../src/serve/record/sql/load.ts'
import type { TestDatabase } from './database.ts'

/** The part of a record that opens the rows of a table to a receiver. */
const PARTS = {
  person_identifier: 'documents',
  identifier_holder: 'documents',
  person_contact: 'contact',
  household_member: 'household',
} as const

const sorted = (column: string) => `array(select unnest(${column}) order by 1)::text`

type Kept = { person: Id; organisation: Id; shownTo: ShownTo; erased: boolean }

/** Rows that are stored and should not be (`+`), or should be and are not (`-`); empty when all are right. */
export async function wrongSearchKeys({ pool, appPool }: TestDatabase): Promise<string[]> {
  const { rows: people } = await pool.query<Kept>(
    'select person, organisation, shown_to as "shownTo", erased_on is not null as erased from person',
  )
  const { rows: standing } = await pool.query<{ row: string }>(`
    select concat_ws(' ', 'key', person, viewer, organisation, key, ${sorted('shared_with')}) as row from match_key
    union all
    select concat_ws(' ', 'word', person, viewer, organisation, word, size, name, born, ${sorted('shared_with')})
    from name_word`)
  const there = new Set(standing.map(({ row }) => row))
  const expected = await expectedRows(appPool, new Map(people.map((one) => [one.person, one])))
  return [
    ...[...there].filter((row) => !expected.has(row)).map((row) => `+ ${row}`),
    ...[...expected].filter((row) => !there.has(row)).map((row) => `- ${row}`),
    ...(await wronglyShared(pool)),
  ]
}

async function expectedRows(pool: AppPool, people: ReadonlyMap<Id, Kept>): Promise<Set<string>> {
  const app = systemActor('test')
  const alive = [...people.values()].filter(({ erased }) => !erased).map(({ person }) => person)
  const records = await transaction(pool, app, (tx) => findPeople({ tx, actor: app }, alive))
  const rows = new Set<string>()
  for (const record of records) {
    const { organisation, shownTo } = people.get(record.id as Id) as Kept
    const found = foundBy(record)
    const note = (kind: string, receivers: readonly string[], ...words: unknown[]) => {
      const shared = `{${receivers.toSorted().join(',')}}`
      for (const viewer of [organisation, ...receivers])
        rows.add([kind, record.id, viewer, organisation, ...words, shared].join(' '))
    }
    for (const key of found.keys) note('key', receiversOf(shownTo, found.needs(key)), key)
    for (const word of found.words)
      note('word', receiversOf(shownTo, ['identity']), word, found.words.length, found.name, found.born)
  }
  return rows
}

async function wronglyShared(pool: pg.Pool): Promise<string[]> {
  const tables = Object.entries(PARTS).map(
    ([table, part]) => `
      select '${table} of ' || t.person || ' for ' || ${sorted('t.shared_with')} as wrong
      from ${table} t join person p using (person)
      where ${sorted('t.shared_with')} <> array(
        select key::uuid from jsonb_each(p.shown_to) where value ? '${part}' order by 1)::text`,
  )
  const { rows } = await pool.query<{ wrong: string }>(`
    ${tables.join(' union all ')}
    union all
    select 'duplicate_pair of ' || person || ' for ' || shared_with::text from duplicate_pair where shared_with <> '{}'
    union all
    select 'person ' || person || ' for ' || ${sorted('shared_with')} from person
    where ${sorted('shared_with')} <> array(select key::uuid from jsonb_each(shown_to) order by 1)::text
    union all
    select 'person_share of ' || p.person || ' for ' || coalesce(s.recipient::text, k.key)
    from person p cross join lateral jsonb_each(p.shown_to) k
    full join (select * from person_share where field_groups <> '{}') s on s.person = p.person and s.recipient::text = k.key
    where s.recipient is null or k.key is null
      or ${sorted('s.field_groups')} <> array(select jsonb_array_elements_text(k.value) order by 1)::text`)
  return rows.map(({ wrong }) => `wrongly shared: ${wrong}`)
}
